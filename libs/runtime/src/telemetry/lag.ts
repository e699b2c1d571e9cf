import type { EventStore } from '@mizan/es';

/** How far something is behind the ledger. */
export interface Lag {
  /** Events that are stored and not projected; at most as many as were counted. */
  readonly events: number;
  /** Whether there are more than counted. */
  readonly more: boolean;
  /** Age of the oldest of them, in seconds; 0 when there is none. */
  readonly seconds: number;
}

export const noLag: Lag = { events: 0, more: false, seconds: 0 };

/** What to count, and the instant that ages are measured from, in milliseconds since 1970. */
export interface LagQuestion {
  /** Everything up to here is projected; null: nothing is. */
  readonly after: bigint | null;
  readonly atMost: number;
  readonly now: number;
}

/** Reads what is not projected yet, up to a number of events. @throws EventStoreError */
export async function lagOf(
  store: Pick<EventStore, 'readAll'>,
  { after, atMost, now }: LagQuestion,
): Promise<Lag> {
  let events = 0;
  let oldest = now;
  for await (const { metadata } of store.readAll({
    ...(after === null ? {} : { after }),
    maxCount: atMost + 1,
  })) {
    if (events++ === 0) oldest = recordedAt(metadata) ?? now;
  }
  return {
    events: Math.min(events, atMost),
    more: events > atMost,
    seconds: Math.max(0, (now - oldest) / 1000),
  };
}

/** Null for an event that another system wrote into the store. */
function recordedAt(metadata: unknown): number | null {
  if (typeof metadata !== 'object' || metadata === null || !('recordedAt' in metadata)) return null;
  const at = Date.parse(String(metadata.recordedAt));
  return Number.isNaN(at) ? null : at;
}
