import { rmSync } from 'node:fs';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { EventStore } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import {
  migrate,
  openReadDatabase,
  rebuild,
  type DatabaseLocation,
  type ReadDatabase,
} from '@mizan/read-models';
import { ledgerCodec } from '@mizan/runtime';
import { System } from '../../faults/system';
import { createDatabase } from '../../support/postgres/databases';
import { startPostgres } from '../../support/postgres/server';
import type { Measure, Measured, Target } from '../measure';
import { drainPerSecond } from '../support/drain';
import { caseTemplate, growLedger, meanSize } from '../support/ledger-growth';

const events = 100_000;
const rounds = 5;

const onSqlite: Target = {
  name: 'rebuild-sqlite',
  what: 'rebuild of the board on SQLite / official-client drain of the same events',
  unit: 'ratio',
  floor: 0.8,
  aim: 0.95,
};
const onPostgres: Target = { ...onSqlite, name: 'rebuild-postgres', floor: 0.7, aim: 0.9 };
const drain: Target = {
  name: 'node-drain',
  what: 'embedded node: drain of $all by the official client',
  unit: 'events/s',
  floor: null,
  aim: null,
};

interface Rates {
  readonly drain: number[];
  readonly sqlite: number[];
  readonly postgres: number[];
}

/** The same ledger read through the official client and done nothing with, and folded into the board's tables. */
export const rebuilding: Measure = {
  name: 'rebuild',
  targets: [onSqlite, { ...onPostgres, what: onSqlite.what.replace('SQLite', 'PostgreSQL') }, drain],
  run: async (say) => {
    const system = await System.start();
    const raw = EventStoreDBClient.connectionString(system.connectionString);
    const store = eventStoreDb(system.connectionString);
    const postgres = await startPostgres({ durable: true });
    try {
      const template = await caseTemplate(system.url, raw);
      await Promise.all([...system.workers, ...system.apis].map((each) => each.stop()));
      await growLedger(raw, template, events);
      say(`${events} events of ${meanSize(template).toFixed(0)} bytes`);
      const rates: Rates = { drain: [], sqlite: [], postgres: [] };
      for (let round = 0; round <= rounds; round++) {
        const [drained, sqlite, postgresql] = [
          await drainPerSecond(raw),
          await rebuildOn({ file: `${system.dataDir}/bench-${round}.db` }, store),
          await rebuildOn({ postgresUrl: await createDatabase(postgres.url) }, store),
        ];
        // In the first round the compiler sees both sides for the first time.
        if (round === 0) continue;
        rates.drain.push(drained);
        rates.sqlite.push(sqlite);
        rates.postgres.push(postgresql);
        say(
          `drain ${at(rates.drain)}, SQLite ${at(rates.sqlite)}, PostgreSQL ${at(rates.postgres)} events/s`,
        );
      }
      return measuredOf(rates);
    } finally {
      await raw.dispose();
      await store.close();
      await postgres.stop();
      await system.remove();
    }
  },
};

/** Into a new database, so that every round does the same. */
async function rebuildOn(location: DatabaseLocation, store: EventStore): Promise<number> {
  const db = openReadDatabase(location);
  try {
    await migrate(db);
    return await rebuildPerSecond(db, store);
  } finally {
    await db.close();
    if ('file' in location)
      for (const end of ['', '-wal', '-shm']) rmSync(location.file + end, { force: true });
  }
}

async function rebuildPerSecond(db: ReadDatabase, store: EventStore): Promise<number> {
  const begun = performance.now();
  await rebuild(db, 'cases', { store, codec: ledgerCodec() });
  return (events * 1000) / (performance.now() - begun);
}

function measuredOf({ drain: drained, sqlite, postgres }: Rates): Measured[] {
  const [first, second] = [rebuilding.targets[0] ?? onSqlite, rebuilding.targets[1] ?? onPostgres];
  const compared = (target: Target, rates: readonly number[]): Measured => ({
    target,
    runs: rates.map((rate, round) => rate / (drained[round] ?? NaN)),
    raw: { rebuildPerSecond: rates, drainPerSecond: drained },
  });
  return [compared(first, sqlite), compared(second, postgres), { target: drain, runs: drained, raw: {} }];
}

function at(rates: readonly number[]): string {
  return (rates.at(-1) ?? NaN).toFixed(0);
}
