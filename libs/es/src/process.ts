import type { Decoded } from './events';

/**
 * What a process wants done. `key` identifies the intent: the same key replaces, or cancels, what was scheduled before.
 * A `send` is a schedule that is due at once. `at` is RFC 3339 in UTC.
 */
export type Effect<C> =
  | { readonly effect: 'schedule'; readonly key: string; readonly at: string; readonly command: C }
  | { readonly effect: 'cancel'; readonly key: string }
  | { readonly effect: 'send'; readonly key: string; readonly command: C };

/** A time-driven rule: listens like a projection, speaks like a person. Pure. */
export interface Process<C> {
  readonly name: string;
  readonly version: number;
  react(event: Decoded): readonly Effect<C>[];
}

/** An intent that waits for its time. `dueAt` is in milliseconds since the epoch. `command` is JSON. */
export interface Timer {
  readonly process: string;
  readonly key: string;
  readonly dueAt: number;
  readonly command: unknown;
}

/** Writes of timers inside the transaction that moves the process's checkpoint. */
export interface TimerWrites {
  put(timer: Timer): Promise<void>;
  cancel(process: string, key: string): Promise<void>;
}

/** Port to the durable list of timers. */
export interface TimerStore {
  /** Due at or before `now`, earliest first. */
  due(process: string, now: number): Promise<readonly Timer[]>;
  /** Forgets a timer whose command got its answer; a timer put again meanwhile under another time stays. */
  done(timer: Timer): Promise<void>;
}
