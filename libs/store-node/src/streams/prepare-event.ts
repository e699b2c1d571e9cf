import { GrpcError, invalidArgument, Status } from '../http/status';
import type { NewEvent } from '../storage/write-request';
import type { ProposedEvent } from '../wire/append-messages';
import { isUuid } from '../wire/uuid';

const NIL = '00000000-0000-0000-0000-000000000000';
const JSON_TYPE = 'application/json';

/** What an event that waits to be stored costs beside its bytes. */
export const EVENT_OVERHEAD = 256;

/** Checks one proposed event. Throws GrpcError INVALID_ARGUMENT. */
export function prepareEvent(proposed: ProposedEvent): NewEvent {
  const { id, type, contentType, metadata, data } = proposed;
  if (type === undefined || contentType === undefined) throw missingProperty();
  if (type === '') throw invalidArgument('An event needs a type that is not empty.');
  if (!isUuid(id) || id === NIL) {
    throw invalidArgument(
      'An event needs an id that is a UUID other than the nil UUID, for example 6c84fb90-12c4-4f8d-9f0e-5a1d0a3a7b11.',
    );
  }
  return {
    id,
    type,
    contentType: contentType === JSON_TYPE ? JSON_TYPE : 'application/octet-stream',
    metadata,
    data,
  };
}

function missingProperty(): GrpcError {
  return new GrpcError(
    Status.INVALID_ARGUMENT,
    'An event needs the metadata properties type and content-type.',
    { exception: 'missing-required-metadata-property', 'required-metadata-properties': 'type,content-type' },
  );
}

export function appendTooLarge(limit: number): GrpcError {
  return new GrpcError(
    Status.INVALID_ARGUMENT,
    `The data of one append may have ${String(limit)} bytes at most; split it, or raise EVENTSTORE_MAX_APPEND_SIZE.`,
    { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(limit) },
  );
}

/** Checks the name of a stream to write to or read from. Throws GrpcError INVALID_ARGUMENT. */
export function requireStream(stream: Buffer | undefined): Buffer {
  if (stream === undefined || stream.length === 0) throw invalidArgument('The name of the stream is empty.');
  return stream;
}
