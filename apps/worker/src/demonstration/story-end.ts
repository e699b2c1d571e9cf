import type { Mechanism } from '@mizan/access';
import { durationMs, toMillis } from '@mizan/domain';
import type { EventMetadata, EventStore, RecordedEvent } from '@mizan/es';
import type { Scenario } from './scenario';
import { timelineOf } from './timeline';

export interface Story {
  readonly mechanism: Mechanism;
  readonly scenarios: readonly Scenario[];
}

/**
 * When the story that is to be told in this ledger ends, in milliseconds: `now`, to the minute, when the ledger is
 * empty; what it was when a kill interrupted the telling. Null when nothing is to be told: the story is complete, or
 * the ledger is somebody's own. @throws EventStoreError
 */
export async function endOfStory(store: EventStore, story: Story, now: number): Promise<number | null> {
  const first = await outermost(store, 'forwards');
  if (!first) return Math.floor(now / durationMs('PT1M')) * durationMs('PT1M');
  const { moments, correlationId } = timelineOf(story.mechanism, story.scenarios, 0);
  const [opening, closing] = [moments[0], moments.at(-1)];
  if (!opening || envelopeOf(first)?.commandId !== opening.commandId) return null;
  const newest = envelopeOf(await outermost(store, 'backwards'));
  if (newest?.correlationId !== correlationId || newest.commandId === closing?.commandId) return null;
  return toMillis(envelopeOf(first)?.recordedAt ?? '') - opening.at;
}

async function outermost(
  store: EventStore,
  direction: 'forwards' | 'backwards',
): Promise<RecordedEvent | null> {
  for await (const event of store.readAll({ direction, maxCount: 1 })) return event;
  return null;
}

function envelopeOf(event: RecordedEvent | null): EventMetadata | null {
  return event ? (event.metadata as EventMetadata) : null;
}
