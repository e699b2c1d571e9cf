import type { Actor, AssertedTime, CaseView, StrikeView } from '@mizan/domain';
import type { OwnEvent } from './own-event';

/** A case as it was known. */
export interface CaseRow {
  readonly view: CaseView;
  /** Of the share's own stream. */
  readonly revision: bigint;
  /** Of the event that made the view what it is, in the share's stream or in a strike's. */
  readonly position: bigint;
}

export interface StrikeRow {
  readonly view: StrikeView;
  readonly revision: bigint;
  readonly position: bigint;
}

/** `recordedAt` is RFC 3339 in UTC; `data` is the fact's content in its newest shape. */
export interface TimelineEntry {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly position: bigint;
  readonly revision: bigint;
  readonly recordedAt: string;
  readonly occurredAt: AssertedTime | null;
  readonly actor: Actor;
  readonly data: unknown;
  readonly exercise: boolean;
}

export function entryFrom(event: OwnEvent): TimelineEntry {
  const { id, stream, type, position, revision, data } = event;
  const { recordedAt, exercise, actor, occurredAt } = event.metadata;
  return {
    id,
    stream,
    type,
    position,
    revision,
    recordedAt,
    occurredAt,
    actor,
    data,
    exercise,
  };
}
