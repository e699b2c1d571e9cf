import type { EventCodec, EventStore, Projection } from '@mizan/es';
import { sql, type RawBuilder } from 'kysely';
import { openBeside } from '../database/beside';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import type { Beside } from '../database/tables-beside';
import { loadCheckpoint } from './checkpoint-store';
import { lockCheckpoint } from './checkpoint-lock';
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
    const run = await RebuildRun.begin(target, { live: db, beside, ...parts });
    do await run.catchUp();
    while (!(await beside.swap((tx) => replaceLive(tx, run, { db, target, beside }))));
  } finally {
    await beside.discard();
    await forgetProgress(db, name);
  }
}

interface Swap {
  readonly db: ReadDatabase;
  readonly target: RebuildTarget;
  readonly beside: Beside;
}

/** False, and nothing is changed, when the live rows meanwhile know more. */
async function replaceLive(tx: ReadTx, run: RebuildRun, { db, target, beside }: Swap): Promise<boolean> {
  await lockCheckpoint(tx, db, target.name);
  const live = await loadCheckpoint(tx, target.name);
  if (isBehind(run.position, live?.position ?? null)) {
    if (!run.stoppedAt) return false;
    if (live?.version === target.version)
      throw new RebuildStopped(`The rebuild of ${target.name} stopped at ${run.stoppedAt}.`);
  }
  for (const table of target.tables) {
    if (beside.exchange && !target.only) await beside.exchange(tx, table.name);
    else await replaceRows(tx, table, { only: target.only, from: beside.schema });
  }
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
  { name, key, columns }: RebuildTarget['tables'][number],
  { only, from }: { readonly only: RebuildTarget['only']; readonly from: string },
): Promise<void> {
  const rest = columns.filter((column) => !key.includes(column));
  const live = sql.table(name);
  const built = sql.table(`${from}.${name}`);
  const listed = sql.join(columns.map((column) => sql.ref(column)));
  const which: RawBuilder<unknown> = only ? sql`${sql.ref(only.column)} = ${only.value}` : sql`1 = 1`;
  await sql`delete from ${live} as live where ${which}
    and not exists (select 1 from ${built} as built where ${sameKey(key)} ${sameRest(rest)})`.execute(tx);
  if (!only && (await isEmpty(tx, name))) {
    // In this form SQLite copies whole trees, indices too, where it would otherwise make each row anew.
    await sql`insert into ${live} select * from ${built}`.execute(tx);
    return;
  }
  await sql`insert into ${live} (${listed}) select ${listed} from ${built} as built where ${which}
    and not exists (select 1 from ${live} as live where ${sameKey(key)})`.execute(tx);
}

async function isEmpty(tx: ReadTx, name: string): Promise<boolean> {
  return (await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)).rows.length === 0;
}

/** Keys hold no null, and plain equality is what lets PostgreSQL hash them. */
function sameKey(key: readonly string[]): RawBuilder<unknown> {
  const pairs = key.map((column) => sql`built.${sql.ref(column)} = live.${sql.ref(column)}`);
  return sql.join(pairs, sql` and `);
}

function sameRest(columns: readonly string[]): RawBuilder<unknown> {
  const pairs = columns.map(
    (column) => sql` and built.${sql.ref(column)} is not distinct from live.${sql.ref(column)}`,
  );
  return sql.join(pairs, sql``);
}

async function forgetProgress({ kysely }: ReadDatabase, name: string): Promise<void> {
  await kysely
    .updateTable('checkpoint')
    .set({ rebuild_done: null, rebuild_head: null })
    .where('name', '=', name)
    .execute();
}
