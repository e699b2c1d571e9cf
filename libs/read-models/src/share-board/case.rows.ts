import type { Actor, AssertedTime, CaseView, StrikeView } from '@mizan/domain';
import { instantFrom } from '../database/instants';
import type { CaseEventRow } from './share-board.tables';

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

export function entryFrom(row: CaseEventRow): TimelineEntry {
  return {
    id: row.event_id,
    stream: row.stream,
    type: row.type,
    position: row.position,
    revision: row.revision,
    recordedAt: instantFrom(row.recorded_at),
    occurredAt: row.occurred_at === null ? null : (JSON.parse(row.occurred_at) as AssertedTime),
    actor: JSON.parse(row.actor) as Actor,
    data: JSON.parse(row.data) as unknown,
    exercise: row.exercise === 1n,
  };
}
