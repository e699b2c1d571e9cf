import type { ExpectedRevision } from './event-store';

/** Base of everything an event store answers; `code` is stable. */
export abstract class EventStoreError extends Error {
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** `actual` is null when the stream does not exist. */
export class WrongExpectedRevision extends EventStoreError {
  readonly code = 'WRONG_EXPECTED_REVISION';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: bigint | null,
  ) {
    super(`Stream ${stream} is at ${actual ?? 'no revision'}, not at ${expected}.`);
  }
}

export class StreamDeleted extends EventStoreError {
  readonly code = 'STREAM_DELETED';
  constructor(readonly stream: string) {
    super(`Stream ${stream} was deleted in the event store.`);
  }
}

export class AppendTooLarge extends EventStoreError {
  readonly code = 'APPEND_TOO_LARGE';
  constructor(readonly maxBytes: number) {
    super(`The event store accepts at most ${maxBytes} bytes in one append.`);
  }
}

/** The server could not be reached; whether the last append was stored is unknown. */
export class StoreUnavailable extends EventStoreError {
  readonly code = 'STORE_UNAVAILABLE';
}

/** The server did not answer in time; whether the last append was stored is unknown. */
export class StoreTimeout extends EventStoreError {
  readonly code = 'STORE_TIMEOUT';
}

export class StoreAccessDenied extends EventStoreError {
  readonly code = 'STORE_ACCESS_DENIED';
}

/** Anything else that the server refuses: a fault of ours or of its own. */
export class StoreFault extends EventStoreError {
  readonly code = 'STORE_FAULT';
}
