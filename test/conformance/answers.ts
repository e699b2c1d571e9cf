import { status as Status, type ServiceError } from '@grpc/grpc-js';
import {
  MaximumAppendSizeExceeded,
  StreamDeleted,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import type { AppendResp, BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Status as RpcStatus } from '@eventstore/db-client/generated/status_pb';
import type { Positions } from './positions';

interface WirePosition {
  getCommitPosition(): string;
  getPreparePosition(): string;
}

export function positionAnswer(position: WirePosition | undefined, positions: Positions): object | null {
  if (position === undefined) return null;
  return {
    commit: positions.note(position.getCommitPosition()),
    prepare: positions.note(position.getPreparePosition()),
  };
}

export function appendAnswer(response: AppendResp, positions: Positions): object {
  const success = response.getSuccess();
  if (success !== undefined) return { success: successAnswer(success, positions) };
  const conflict = response.getWrongExpectedVersion();
  if (conflict === undefined) return { neither: true };
  return {
    wrongExpectedVersion: {
      current: conflict.hasCurrentNoStream() ? 'no_stream' : conflict.getCurrentRevision(),
      expected: expectation(conflict, conflict.getExpectedRevision(), conflict.hasExpectedNoStream()),
      current2060: conflict.hasNoStream2060() ? 'no_stream' : conflict.getCurrentRevision2060(),
      expected2060: expectation2060(conflict),
    },
  };
}

function successAnswer(success: AppendResp.Success | BatchAppendResp.Success, positions: Positions): object {
  const position = positionAnswer(success.getPosition(), positions);
  if (success.hasNoStream()) return { noStream: true, position };
  return { currentRevision: success.getCurrentRevision(), position };
}

function expectation(conflict: AppendResp.WrongExpectedVersion, revision: string, noStream: boolean): string {
  if (noStream) return 'no_stream';
  if (conflict.hasExpectedAny()) return 'any';
  return conflict.hasExpectedStreamExists() ? 'stream_exists' : revision;
}

function expectation2060(conflict: AppendResp.WrongExpectedVersion): string | number {
  if (conflict.hasAny2060()) return 'any';
  return conflict.hasStreamExists2060() ? 'stream_exists' : conflict.getExpectedRevision2060();
}

/** Headers that say nothing about the call. */
const ORDINARY = new Set(['content-type', 'date', 'server', 'grpc-encoding', 'grpc-accept-encoding']);

export function errorAnswer(error: ServiceError): object {
  const trailers = Object.entries(error.metadata.getMap()).filter(([key]) => !ORDINARY.has(key));
  return { status: Status[error.code], trailers: Object.fromEntries(trailers), text: error.details };
}

export function batchAnswer(response: BatchAppendResp, positions: Positions): object {
  const success = response.getSuccess();
  const error = response.getError();
  return {
    correlation: response.getCorrelationId()?.getString(),
    stream: Buffer.from(response.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    expected: echoesExpectation(response) ? 'present' : 'absent',
    ...(success === undefined ? {} : { success: successAnswer(success, positions) }),
    ...(error === undefined ? {} : { error: batchErrorAnswer(error) }),
  };
}

function echoesExpectation(response: BatchAppendResp): boolean {
  return (
    response.hasStreamPosition() || response.hasAny() || response.hasNoStream() || response.hasStreamExists()
  );
}

function batchErrorAnswer(error: RpcStatus): object {
  const details = error.getDetails();
  return {
    code: error.getCode(),
    type: details?.getTypeUrl(),
    text: error.getMessage(),
    detail: details === undefined ? null : detailAnswer(details.getTypeName(), details.getValue_asU8()),
  };
}

function detailAnswer(type: string, value: Uint8Array): object | null {
  switch (type) {
    case 'event_store.client.WrongExpectedVersion':
      return present(WrongExpectedVersion.deserializeBinary(value).toObject());
    case 'event_store.client.MaximumAppendSizeExceeded':
      return present(MaximumAppendSizeExceeded.deserializeBinary(value).toObject());
    case 'event_store.client.StreamDeleted': {
      const stream = StreamDeleted.deserializeBinary(value).getStreamIdentifier()?.getStreamName_asU8() ?? [];
      return { streamIdentifier: Buffer.from(stream).toString('utf8') };
    }
    default:
      return null;
  }
}

function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Longer data is recorded as its length. */
const LONGEST_TEXT = 1000;

export function readAnswer(response: ReadResp, positions: Positions): object | undefined {
  const event = response.getEvent();
  if (event !== undefined) return eventAnswer(event, positions);
  if (response.hasConfirmation()) return { confirmation: response.getConfirmation()?.getSubscriptionId() };
  if (response.hasStreamNotFound()) {
    const name = response.getStreamNotFound()?.getStreamIdentifier()?.getStreamName_asU8() ?? [];
    return { streamNotFound: Buffer.from(name).toString('utf8') };
  }
  if (response.hasFirstStreamPosition()) return { firstStreamPosition: response.getFirstStreamPosition() };
  if (response.hasLastStreamPosition()) return { lastStreamPosition: response.getLastStreamPosition() };
  if (response.hasCaughtUp()) return { caughtUp: true };
  return response.hasFellBehind() ? { fellBehind: true } : { unknown: response.getContentCase() };
}

function eventAnswer(event: ReadResp.ReadEvent, positions: Positions): object {
  const recorded = event.getEvent();
  const link = event.getLink();
  return {
    event: recorded === undefined ? null : recordedAnswer(recorded, positions),
    ...(link === undefined ? {} : { link: recordedAnswer(link, positions) }),
    position: event.hasNoPosition() ? 'none' : positions.note(event.getCommitPosition()),
  };
}

function recordedAnswer(event: ReadResp.ReadEvent.RecordedEvent, positions: Positions): object {
  const data = Buffer.from(event.getData_asU8());
  return {
    id: event.getId()?.hasStructured() === true ? 'structured' : event.getId()?.getString(),
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    revision: event.getStreamRevision(),
    prepare: positions.note(event.getPreparePosition()),
    commit: positions.note(event.getCommitPosition()),
    metadata: Object.fromEntries(event.getMetadataMap().getEntryList()),
    data: data.length > LONGEST_TEXT ? `<${String(data.length)} bytes>` : data.toString('utf8'),
    customMetadata: Buffer.from(event.getCustomMetadata_asU8()).toString('utf8'),
  };
}
