import type { Decoded } from '@mizan/es';
import { instantColumn, truthColumn } from '../database/instants';
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
