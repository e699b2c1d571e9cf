import {
  ErrorType,
  isCommandError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  AppendTooLarge,
  EventStoreError,
  StoreAccessDenied,
  StoreFault,
  StoreTimeout,
  StoreUnavailable,
  StreamDeleted,
  WrongExpectedRevision,
} from '@mizan/es';

const unavailable: ReadonlySet<ErrorType> = new Set([
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
]);
const late: ReadonlySet<ErrorType> = new Set([ErrorType.TIMEOUT, ErrorType.DEADLINE_EXCEEDED]);

/** What a broken connection looks like when the client has no error type for it: gRPC statuses 1, 13, 14 in words. */
const brokenConnection =
  /^(1 CANCELLED|13 INTERNAL|14 UNAVAILABLE)|RST_STREAM|ECONNRE|Failed to (connect|discover)/;

/** Maps whatever the client throws to an error of the EventStore port. */
export function toStoreError(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  if (error instanceof WrongExpectedVersionError) return wrongRevision(error);
  if (error instanceof StreamDeletedError) return new StreamDeleted(error.streamName);
  if (error instanceof MaxAppendSizeExceededError) return new AppendTooLarge(error.maxAppendSize);
  const message = wordsOf(error);
  if (error instanceof Error && isCommandError(error)) {
    if (unavailable.has(error.type)) return new StoreUnavailable(message, { cause: error });
    if (late.has(error.type)) return new StoreTimeout(message, { cause: error });
    if (error.type === ErrorType.ACCESS_DENIED) return new StoreAccessDenied(message, { cause: error });
  }
  if (brokenConnection.test(message)) return new StoreUnavailable(message, { cause: error });
  return new StoreFault(message, { cause: error });
}

/** True when repeating may help, and when an append may nevertheless have been stored. */
export function isPassing(error: EventStoreError): boolean {
  return error instanceof StoreUnavailable || error instanceof StoreTimeout;
}

function wrongRevision({
  streamName,
  expectedVersion,
  actualVersion,
}: WrongExpectedVersionError): WrongExpectedRevision {
  const actual = typeof actualVersion === 'bigint' ? actualVersion : null;
  return new WrongExpectedRevision(streamName, expectedVersion, actual);
}

/** The client puts words of its own around a server's sentence, and an error of OpenSSL says nothing to anybody. */
function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (/SSL routines\S*wrong version number/.test(words)) return withoutTls;
  return words.replace(/^Could not recognize /, '').replace(/\s*Resolution note:\s*$/, '');
}

const withoutTls =
  '14 UNAVAILABLE: It answers without TLS, and its connection string asks for TLS: ?tls=false may be missing there.';
