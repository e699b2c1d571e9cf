import type { Table } from '../database/table';

export interface IncidentRow {
  incident_id: string;
  position: bigint;
  revision: bigint;
  recorded_at: bigint;
  exercise: bigint;
  /** JSON of an Actor. */
  actor: string;
  /** JSON of IncidentAllegedData. */
  data: string;
}

export interface IncidentTables {
  incident: IncidentRow;
}

export const incident: Table<'incident', IncidentRow> = {
  name: 'incident',
  key: ['incident_id'],
  columns: ['incident_id', 'position', 'revision', 'recorded_at', 'exercise', 'actor', 'data'],
};
