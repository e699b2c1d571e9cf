import { idInStream } from '@mizan/domain';
import type { Decoded, Projection, ProjectionBatch } from '@mizan/es';
import { instantColumn, truthColumn } from '../database/instants';
import type { ReadTx } from '../database/schema';
import { upsert } from '../database/upsert';
import { incident, type IncidentRow } from './incident.table';

/** Incidents as their sources allege them. */
export const incidentsProjection: Projection<ReadTx> = {
  name: 'incidents',
  version: 1,
  open: (tx) => new IncidentsBatch(tx),
};

class IncidentsBatch implements ProjectionBatch {
  private readonly rows = new Map<string, IncidentRow>();

  constructor(private readonly tx: ReadTx) {}

  apply(event: Decoded): void {
    const subject = idInStream(event.stream);
    if (subject?.kind !== 'incident' || event.type !== 'IncidentAlleged') return;
    this.rows.set(subject.id, {
      incident_id: subject.id,
      position: event.position,
      revision: event.revision,
      recorded_at: instantColumn(event.metadata.recordedAt),
      exercise: truthColumn(event.metadata['exercise'] === true),
      actor: JSON.stringify(event.metadata['actor'] ?? null),
      data: JSON.stringify(event.data),
    });
  }

  flush(): Promise<void> {
    const rows = [...this.rows.values()];
    this.rows.clear();
    return upsert(this.tx, incident, rows);
  }
}
