import type { Decoded } from '@mizan/es';
import { instantColumn, instantFrom, truthColumn } from '../database/instants';
import type { CaseEventRow } from './share-board.tables';

/** The event as a row of the timelines that its stream belongs to. */
export function caseEventRow(subject: string, event: Decoded): CaseEventRow {
  const { occurredAt = null, actor = null, exercise } = event.metadata;
  return {
    subject,
    position: event.position,
    event_id: event.id,
    stream: event.stream,
    revision: event.revision,
    type: event.type,
    recorded_at: instantColumn(event.metadata.recordedAt),
    exercise: truthColumn(exercise === true),
    occurred_at: occurredAt === null ? null : JSON.stringify(occurredAt),
    actor: JSON.stringify(actor),
    data: JSON.stringify(event.data),
  };
}

const asColumnsGiveThem = /^....-..-..T..:..:..\....Z$/;

/** The event as its row gives it back, so that a view that is folded now equals one that is folded later. */
export function asStored(event: Decoded): Decoded {
  if (asColumnsGiveThem.test(event.metadata.recordedAt)) return event;
  const recordedAt = instantFrom(instantColumn(event.metadata.recordedAt));
  return { ...event, metadata: { ...event.metadata, recordedAt } };
}

/** What a fold looks at in an event. */
export interface Fact {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The event as it was before it became a row, as far as folds are concerned. */
export function factFrom(row: CaseEventRow): Fact {
  return {
    id: row.event_id,
    type: row.type,
    data: JSON.parse(row.data) as unknown,
    metadata: {
      recordedAt: instantFrom(row.recorded_at),
      exercise: row.exercise === 1n,
      actor: JSON.parse(row.actor) as unknown,
      ...(row.occurred_at !== null && { occurredAt: JSON.parse(row.occurred_at) as unknown }),
    },
  };
}
