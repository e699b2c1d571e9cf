import type { Actor, IncidentAllegedData } from '@mizan/domain';
import type { IncidentRow } from '@mizan/read-models';

/** An incident on the wire: what its source alleges, and when and by whom that was recorded. */
export interface IncidentAnswer extends IncidentAllegedData {
  readonly id: string;
  readonly position: string;
  readonly revision: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly exercise: boolean;
}

export function presentIncident(row: IncidentRow): IncidentAnswer {
  const { id, recordedAt, actor, exercise, incident } = row;
  return {
    id,
    ...incident,
    recordedAt,
    actor,
    exercise,
    position: row.position.toString(),
    revision: row.revision.toString(),
  };
}
