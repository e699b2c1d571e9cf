import type { Decoded, Projection, ProjectionBatch } from '@mizan/es';
import type { AddRows } from '../database/add-rows';
import { instantColumn, truthColumn } from '../database/instants';
import type { ReadTx } from '../database/schema';
import { upsert } from '../database/upsert';
import { ledgerEvent, type LedgerEventRow } from './ledger.table';

/** Every event's place and time, so that an instant can be turned into a position. */
export function ledgerProjection(add: AddRows = upsert): Projection<ReadTx> {
  return { name: 'ledger', version: 1, open: (tx) => new LedgerBatch(tx, add) };
}

class LedgerBatch implements ProjectionBatch {
  private readonly rows: LedgerEventRow[] = [];
  private latest: bigint | null = null;

  constructor(
    private readonly tx: ReadTx,
    private readonly add: AddRows,
  ) {}

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
    return this.add(this.tx, ledgerEvent, this.rows.splice(0));
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
