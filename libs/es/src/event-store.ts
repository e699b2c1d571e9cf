import type { Observable } from 'rxjs';
import type { NewEvent, RecordedEvent } from './events';

export type ExpectedRevision = bigint | 'no_stream' | 'stream_exists' | 'any';

export interface AppendResult {
  /** Revision of the last event of the append. */
  readonly revision: bigint;
  /** Commit position of the last event of the append. */
  readonly position: bigint;
}

export interface ReadStreamOptions {
  readonly from?: bigint;
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

export interface ReadAllOptions {
  /** Exclusive; absent reads from the beginning (or the end, backwards). */
  readonly after?: bigint;
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

/** `checkpoint` says that everything up to `position` has been looked at, although nothing matched. */
export type SubscriptionSignal =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'interrupted'; readonly reason: string };

export interface SubscribeOptions {
  /** Exclusive; absent starts at the beginning. */
  readonly after?: bigint;
  /** Resolves when the consumer wants more: the subscription pulls nothing from the server meanwhile. */
  readonly demand?: () => Promise<void>;
}

/**
 * Port to an event store. Rejections are the typed errors of `store-errors.ts`.
 * Reads and subscriptions of $all leave out system events (types that begin with `$`).
 */
export interface EventStore {
  /**
   * Appends all events or none. A repeat with the same ids at the same expected revision gives the first answer.
   * @throws WrongExpectedRevision, StreamDeleted, AppendTooLarge, StoreUnavailable, StoreTimeout
   */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult>;
  /** A stream that does not exist is empty. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /** Catches up, goes on live, and resumes by itself after the last signal when the server comes back. */
  subscribeAll(options?: SubscribeOptions): Observable<SubscriptionSignal>;
  close(): Promise<void>;
}
