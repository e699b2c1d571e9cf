import type { Decoded, Projection, ProjectionBatch } from '@mizan/es';
import { instantColumn, truthColumn } from '../database/instants';
import type { ReadTx } from '../database/schema';
import { upsert } from '../database/upsert';
import { ledgerEvent, type LedgerEventRow } from './ledger.table';

/** Every event's place and time, so that an instant can be turned into a position. */
export const ledgerProjection: Projection<ReadTx> = {
  name: 'ledger',
  version: 1,
  open: (tx) => new LedgerBatch(tx),
};

class LedgerBatch implements ProjectionBatch {
  private readonly rows: LedgerEventRow[] = [];
  private latest: bigint | null = null;

  constructor(private readonly tx: ReadTx) {}

  async apply(event: Decoded): Promise<void> {
    const recordedAt = instantColumn(event.metadata.recordedAt);
    this.latest ??= await latestBefore(this.tx, event.position);
    if (recordedAt > this.latest) this.latest = recordedAt;
    this.rows.push({
      position: event.position,
      stream: event.stream,
      revision: event.revision,
      type: event.type,
      recorded_at: recordedAt,
      max_recorded_at: this.latest,
      exercise: truthColumn(event.metadata['exercise'] === true),
    });
  }

  flush(): Promise<void> {
    return upsert(this.tx, ledgerEvent, this.rows);
  }
}

/** Before every instant that a server could write. */
const beginning = -8_640_000_000_000_000n;

async function latestBefore(tx: ReadTx, position: bigint): Promise<bigint> {
  const row = await tx
    .selectFrom('ledger_event')
    .select('max_recorded_at')
    .where('position', '<', position)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.max_recorded_at ?? beginning;
}
