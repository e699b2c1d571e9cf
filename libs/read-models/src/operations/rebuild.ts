import type { EventCodec, EventStore, Projection } from '@mizan/es';
import { sql, type RawBuilder } from 'kysely';
import { besideSchema, openBeside } from '../database/beside';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import { loadCheckpoint } from './checkpoint-store';
import { RebuildRun } from './rebuild-run';
import { rebuildTarget, type RebuildTarget } from './rebuild-target';

export interface RebuildParts {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly codec: EventCodec;
  /** Ledger positions: how far the new rows are, and the newest event when the rebuild began. */
  readonly onProgress?: (done: bigint, head: bigint) => void;
}

/** A rebuild met an event that it cannot apply although the live rows are beyond it; the live rows stay as they are. */
export class RebuildStopped extends Error {
  override readonly name = 'RebuildStopped';
  readonly code = 'REBUILD_STOPPED';
}

/** Whether the rows were built by another version of the projection or process, so that they must be built anew. */
export async function needsRebuild(
  db: ReadDatabase,
  projection: Pick<Projection<never>, 'name' | 'version'>,
): Promise<boolean> {
  const checkpoint = await loadCheckpoint(db.kysely, projection.name);
  return !!checkpoint && checkpoint.position !== null && checkpoint.version !== projection.version;
}

/**
 * Folds the whole ledger into tables beside the live ones, which stay readable and go on, then replaces live rows and
 * checkpoint in one transaction. Also for a process: its timers. Like the runner it ends before an event that it cannot
 * apply; the runner that goes on from there says why.
 * @throws RebuildStopped, ReadDatabaseProblem, EventStoreError, and then the live rows are as they were
 */
export async function rebuild(db: ReadDatabase, name: string, parts: RebuildParts): Promise<void> {
  const target = rebuildTarget(name);
  const beside = await openBeside(db, name);
  try {
    const run = await RebuildRun.begin(target, { live: db, beside: beside.db, ...parts });
    do await run.catchUp();
    while (!(await beside.swap((tx) => replaceLive(tx, target, run))));
  } finally {
    await beside.discard();
    await forgetProgress(db, name);
  }
}

/** False, and nothing is changed, when the live rows meanwhile know more. */
async function replaceLive(tx: ReadTx, target: RebuildTarget, run: RebuildRun): Promise<boolean> {
  const live = await loadCheckpoint(tx, target.name);
  if (isBehind(run.position, live?.position ?? null)) {
    if (!run.stoppedAt) return false;
    if (live?.version === target.version)
      throw new RebuildStopped(`The rebuild of ${target.name} stopped at ${run.stoppedAt}.`);
  }
  for (const table of target.tables) await replaceRows(tx, table, target.only);
  // An empty ledger has not been begun.
  if (run.position === null) return true;
  const reached = { version: BigInt(target.version), position: run.position, failure: null };
  await tx
    .insertInto('checkpoint')
    .values({ name: target.name, rebuild_done: null, rebuild_head: null, ...reached })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(reached))
    .execute();
  return true;
}

function isBehind(position: bigint | null, live: bigint | null): boolean {
  return live !== null && (position === null || position < live);
}

/**
 * Writes only what differs: readers and the writers behind this transaction wait for changes, not for a whole copy, and
 * most rebuilds change few rows or none.
 */
async function replaceRows(
  tx: ReadTx,
  table: RebuildTarget['tables'][number],
  only: RebuildTarget['only'],
): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const live = sql.table(table.name);
  const built = sql.table(`${besideSchema}.${table.name}`);
  const equal = (names: readonly string[]) =>
    sql.join(
      names.map((name) => sql`built.${sql.ref(name)} is not distinct from live.${sql.ref(name)}`),
      sql` and `,
    );
  const which: RawBuilder<unknown> = only ? sql`${sql.ref(only.column)} = ${only.value}` : sql`1 = 1`;
  await sql`delete from ${live} as live where ${which}
    and not exists (select 1 from ${built} as built where ${equal(table.key)} and ${equal(table.columns)})`.execute(
    tx,
  );
  await sql`insert into ${live} (${columns}) select ${columns} from ${built} as built where ${which}
    and not exists (select 1 from ${live} as live where ${equal(table.key)})`.execute(tx);
}

async function forgetProgress({ kysely }: ReadDatabase, name: string): Promise<void> {
  await kysely
    .updateTable('checkpoint')
    .set({ rebuild_done: null, rebuild_head: null })
    .where('name', '=', name)
    .execute();
}
