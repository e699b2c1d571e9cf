import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '@mizan/es';
import { openReadDatabase, rebuild } from '@mizan/read-models';
import { ledgerCodec } from '@mizan/runtime';

export interface ReadSideAudit {
  readonly rows: number;
  /** Tables whose rows differ from a rebuild's. */
  readonly different: readonly string[];
}

const projections = ['cases', 'incidents', 'ledger', 'deadline'] as const;
/** Where the worker keeps its own business: it differs from run to run, as it should. */
const notProjected = /^(sqlite_|kysely_|checkpoint$|activity$|request_answer$)/;

/** Builds every read model anew in its place and compares. The worker must have ended. */
export async function auditReadSide(file: string, store: EventStore): Promise<ReadSideAudit> {
  const live = contents(file);
  const db = openReadDatabase({ file });
  try {
    for (const name of projections) await rebuild(db, name, { store, codec: ledgerCodec() });
  } finally {
    await db.close();
  }
  const rebuilt = contents(file);
  const tables = [...new Set([...live.keys(), ...rebuilt.keys()])];
  return {
    rows: [...live.values()].reduce((sum, rows) => sum + rows.length, 0),
    different: tables.filter((table) => live.get(table)?.join('\n') !== rebuilt.get(table)?.join('\n')),
  };
}

/** Every row as text, in an order that does not depend on how it got there. */
function contents(file: string): ReadonlyMap<string, readonly string[]> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all();
    return new Map(
      tables
        .map(({ name }) => String(name))
        .filter((name) => !notProjected.test(name))
        .map((name) => [name, rowsOf(database, name)]),
    );
  } finally {
    database.close();
  }
}

function rowsOf(database: DatabaseSync, table: string): readonly string[] {
  const statement = database.prepare(`select * from "${table}"`);
  statement.setReadBigInts(true);
  return statement
    .all()
    .map((row) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
    )
    .sort();
}
