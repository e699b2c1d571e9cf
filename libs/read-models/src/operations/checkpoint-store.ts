import {
  CheckpointMoved,
  type Checkpoint,
  type CheckpointMove,
  type CheckpointStore,
  type ProjectionFailure,
  type TimerWrites,
} from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import { timerWrites } from './timer-store';

/** Checkpoints of projections: they move in the transaction that writes the rows. */
export function checkpoints(db: ReadDatabase): CheckpointStore<ReadTx> {
  return new SqlCheckpoints(db, (tx) => tx);
}

/** Checkpoints of processes: they move in the transaction that writes the timers. */
export function processCheckpoints(db: ReadDatabase): CheckpointStore<TimerWrites> {
  return new SqlCheckpoints(db, timerWrites);
}

class SqlCheckpoints<Tx> implements CheckpointStore<Tx> {
  constructor(
    private readonly db: ReadDatabase,
    private readonly writesOf: (tx: ReadTx) => Tx,
  ) {}

  load(name: string): Promise<Checkpoint | null> {
    return loadCheckpoint(this.db.kysely, name);
  }

  async advance(move: CheckpointMove, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.db.kysely.transaction().execute(async (tx) => {
      // First, because the row's lock keeps a second worker out until this transaction ends.
      await moveCheckpoint(tx, move);
      await work(this.writesOf(tx));
    });
  }

  async fail(name: string, failure: ProjectionFailure): Promise<void> {
    const words = JSON.stringify({ ...failure, position: String(failure.position) });
    await this.db.kysely
      .insertInto('checkpoint')
      .values({ ...untouched, name, version: 0n, position: null, failure: words })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ failure: words }))
      .execute();
  }
}

const untouched = { failure: null, rebuild_done: null, rebuild_head: null };

/** Before a projection that an event stopped tries again: until it has got on, or stopped again, nobody knows better. */
export async function forgetFailure({ kysely }: ReadDatabase, name: string): Promise<void> {
  await kysely.updateTable('checkpoint').set({ failure: null }).where('name', '=', name).execute();
}

export async function loadCheckpoint(tx: ReadTx, name: string): Promise<Checkpoint | null> {
  const row = await tx.selectFrom('checkpoint').selectAll().where('name', '=', name).executeTakeFirst();
  if (!row) return null;
  return { position: row.position, version: Number(row.version), failure: failureFrom(row.failure) };
}

export function failureFrom(words: string | null): ProjectionFailure | null {
  if (words === null) return null;
  const stored = JSON.parse(words) as Omit<ProjectionFailure, 'position'> & { position: string };
  return { ...stored, position: BigInt(stored.position) };
}

async function moveCheckpoint(tx: ReadTx, move: CheckpointMove): Promise<void> {
  const moved = move.from === null ? await begin(tx, move) : await proceed(tx, move);
  if (!moved) throw new CheckpointMoved(`The checkpoint of ${move.name} is no longer at ${move.from}.`);
}

async function begin(tx: ReadTx, { name, version, to }: CheckpointMove): Promise<boolean> {
  const start = { version: BigInt(version), position: to, failure: null };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('checkpoint')
    .values({ ...untouched, name, ...start })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(start).where('checkpoint.position', 'is', null),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function proceed(tx: ReadTx, { name, version, from, to }: CheckpointMove): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('checkpoint')
    .set({ position: to, version: BigInt(version), failure: null })
    .where('name', '=', name)
    .where('position', '=', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
