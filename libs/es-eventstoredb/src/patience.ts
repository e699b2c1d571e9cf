import { setTimeout as pause } from 'node:timers/promises';
import { StoreTimeout, type EventStoreError } from '@mizan/es';
import { isPassing, toStoreError } from './errors';

/** Growing, jittered pauses: 30 ms doubling to at most 2 s, each times 0.5–1. */
export function pauseBefore(attempt: number): Promise<void> {
  const longest = Math.min(2_000, 30 * 2 ** attempt);
  return pause(longest * (0.5 + Math.random() / 2));
}

export interface Patience {
  /** Longest wait for one answer, milliseconds. */
  readonly attemptMs: number;
  /** No new attempt begins after this, milliseconds. */
  readonly totalMs: number;
}

/** Repeats `call` while it fails in passing. Only for calls whose repetition is safe. @throws EventStoreError */
export async function persist<T>(call: () => Promise<T>, patience: Patience): Promise<T> {
  const giveUp = Date.now() + patience.totalMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await within(call(), patience.attemptMs);
    } catch (error) {
      const known: EventStoreError = toStoreError(error);
      if (!isPassing(known) || Date.now() >= giveUp) throw known;
      await pauseBefore(attempt);
    }
  }
}

/** A read that fails in passing before its first item is started again: nothing has been handed out yet. */
export async function* persistReading<T>(
  start: () => AsyncIterable<T>,
  { totalMs }: Patience,
): AsyncGenerator<T, void> {
  const giveUp = Date.now() + totalMs;
  for (let attempt = 0; ; attempt++) {
    let begun = false;
    try {
      for await (const item of start()) {
        begun = true;
        yield item;
      }
      return;
    } catch (error) {
      const known = toStoreError(error);
      if (begun || !isPassing(known) || Date.now() >= giveUp) throw error;
    }
    await pauseBefore(attempt);
  }
}

/** The client's batch append has no timer of its own, so an answer that never comes must end here. */
function within<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new StoreTimeout(`The event store did not answer within ${milliseconds} ms.`));
    const alarm = setTimeout(late, milliseconds);
    void answer.then(resolve, reject).then(() => clearTimeout(alarm));
  });
}
