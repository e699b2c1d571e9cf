import { UnknownError } from '@eventstore/db-client';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';

/** Why a batch append was refused, in the client's own errors. */
export function refusalIn(message: Buffer, stream: Buffer): Error {
  const status = BatchAppendResp.deserializeBinary(message).getError();
  if (!status) return new UnknownError(undefined, 'The server answered an append with neither yes nor no.');
  return unpackToCommandError(status, stream.toString('utf8'));
}
