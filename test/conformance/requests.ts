import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import {
  AppendReq,
  BatchAppendReq,
  DeleteReq,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import type { AppendRequest, BatchPart, ExpectedRevision, RequestEvent, WriteTarget } from './transcript';

export function identifier(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8').toString('base64'));
}

/** One message per call of Append: the options, then each event. */
export function* appendRequests(request: AppendRequest): Generator<AppendReq> {
  yield new AppendReq().setOptions(withExpectation(new AppendReq.Options(), request));
  for (const event of expand(request.events)) {
    yield new AppendReq().setProposedMessage(proposed(new AppendReq.ProposedMessage(), event));
  }
}

export function batchRequest(part: BatchPart): BatchAppendReq {
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier(part.stream));
  if (part.expected === 'any') options.setAny(new GoogleEmpty());
  else if (part.expected === 'no_stream') options.setNoStream(new GoogleEmpty());
  else if (part.expected === 'stream_exists') options.setStreamExists(new GoogleEmpty());
  else options.setStreamPosition(String(part.expected));
  if (part.deadlineMs !== undefined) {
    options.setDeadline(Timestamp.fromDate(new Date(Date.now() + part.deadlineMs)));
  }
  const request = new BatchAppendReq()
    .setCorrelationId(new UUID().setString(part.correlation))
    .setOptions(options)
    .setIsFinal(true);
  for (const event of expand(part.events)) {
    request.addProposedMessages(proposed(new BatchAppendReq.ProposedMessage(), event));
  }
  return request;
}

export function deleteRequest(request: WriteTarget): DeleteReq {
  return new DeleteReq().setOptions(withExpectation(new DeleteReq.Options(), request));
}

export function tombstoneRequest(request: WriteTarget): TombstoneReq {
  return new TombstoneReq().setOptions(withExpectation(new TombstoneReq.Options(), request));
}

type Options = AppendReq.Options | DeleteReq.Options | TombstoneReq.Options;

function withExpectation<T extends Options>(options: T, target: WriteTarget): T {
  options.setStreamIdentifier(identifier(target.stream));
  const expected: ExpectedRevision = target.expected;
  if (expected === 'any') options.setAny(new Empty());
  else if (expected === 'no_stream') options.setNoStream(new Empty());
  else if (expected === 'stream_exists') options.setStreamExists(new Empty());
  else options.setRevision(String(expected));
  return options;
}

function proposed<T extends AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage>(
  message: T,
  event: RequestEvent,
): T {
  message.setId(new UUID().setString(event.id));
  const properties = message.getMetadataMap();
  if (event.type !== undefined) properties.set('type', event.type);
  if (event.contentType !== null) properties.set('content-type', event.contentType ?? 'application/json');
  message.setData(Buffer.from(text(event.data), 'utf8'));
  message.setCustomMetadata(Buffer.from(event.metadata ?? '', 'utf8'));
  return message;
}

function text(data: RequestEvent['data']): string {
  if (data === undefined || typeof data === 'string') return data ?? '';
  return data.repeat.repeat(data.times);
}

/** An event with a `count` stands for that many copies, numbered in the last six digits of their ids. */
function* expand(events: readonly RequestEvent[]): Generator<RequestEvent> {
  for (const event of events) {
    if (event.count === undefined) yield event;
    for (let index = 0; index < (event.count ?? 0); index++) {
      yield { ...event, id: event.id.slice(0, -6) + index.toString(16).padStart(6, '0') };
    }
  }
}
