import { setTimeout as pause } from 'node:timers/promises';
import { personaOf, type Identity, type Mechanism } from '@mizan/access';
import { CommandHandler, systemClock, type EventStore } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { ledgerCodec, loadMechanismFile, readSettings } from '@mizan/runtime';
import { System } from '../../faults/system';
import { askToken } from '../../support/ask-token';
import { percentile } from '../measure';
import { Appender } from './appender';
import { isFor, ledgerEntries, type LedgerEntry } from './expected';
import { accountOf, type Account } from './judge';
import { LoadReader } from './load-reader';

export interface LoadOptions {
  readonly readers: number;
  /** Appends a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly say: (words: string) => void;
}

export interface LoadReport {
  readonly appends: number;
  /** Appends that were sent again because the store did not answer in time. */
  readonly repeated: number;
  readonly events: number;
  readonly accounts: readonly Account[];
  /** How often readers were told each code when their stream ended, and what kept them from coming back. */
  readonly interruptions: Readonly<Record<string, number>>;
  /**
   * From the beginning of an append to its arrival at a reader, milliseconds: while the api was there throughout. Null
   * where nothing arrived then, as in a short load on a busy machine.
   */
  readonly latency: {
    readonly p50: number;
    readonly p99: number;
    readonly longest: number;
    readonly count: number;
  } | null;
  /** The same for entries that were appended while the api was away or that waited for it. */
  readonly across: { readonly longest: number; readonly count: number };
}

/** Roles of every kind of sight: parties, those who see all, those who see by marking. */
const readersAre = [
  'pk.sharer',
  'af.recipient',
  'tr.cochair',
  'jvt.verifier',
  'operator',
  'auditor',
  'registrar',
  'pk.approver',
];

/** How long readers may wait for a connection, or for one more entry, milliseconds. */
const patience = 60_000;

/** Runs a whole system and restarts its api twice meanwhile: once in order, once by kill -9. */
export async function liveLoad(options: LoadOptions): Promise<LoadReport> {
  const system = await System.start();
  const store = eventStoreDb(system.connectionString);
  const readers: LoadReader[] = [];
  try {
    readers.push(...(await connected(system.url, options.readers)));
    options.say(`${readers.length} readers are connected`);
    const commands = new CommandHandler({ store, codec: ledgerCodec(), clock: systemClock });
    const appender = new Appender(commands, castOf(mechanism()));
    const [, away] = await Promise.all([
      appender.run(options.rate, options.seconds),
      restarts(system, readers, options),
    ]);
    return await report({ store, readers, appender, away });
  } finally {
    for (const reader of readers) reader.stop();
    await store.close();
    await system.remove();
  }
}

function mechanism(): Mechanism {
  return loadMechanismFile(readSettings({}).mechanismFile);
}

function castOf(from: Mechanism): (persona: string) => Identity {
  return (persona) => {
    const identity = personaOf(from, persona);
    if (identity) return identity;
    throw new Error(`The mechanism has no persona ${persona}.`);
  };
}

async function connected(url: string, count: number): Promise<LoadReader[]> {
  const tokens = new Map<string, string>();
  for (const persona of readersAre) tokens.set(persona, await askToken(url, persona));
  const readers = Array.from({ length: count }, (_, number) => {
    const persona = readersAre[number % readersAre.length] ?? 'auditor';
    return new LoadReader(url, persona, tokens.get(persona) ?? '');
  });
  for (const reader of readers) reader.start();
  await allConnected(readers);
  return readers;
}

async function allConnected(readers: readonly LoadReader[]): Promise<void> {
  const giveUp = performance.now() + patience;
  while (!readers.every(({ connected }) => connected)) {
    const refused = readers.flatMap(({ refusals }) => refusals.slice(-1));
    if (performance.now() > giveUp)
      throw new Error(`Readers did not connect: ${refused.slice(0, 5).join(', ')}`);
    await pause(20);
  }
}

/** When the api was away, from its end until every reader was back. `performance.now()`, milliseconds. */
interface Away {
  readonly from: number;
  readonly to: number;
}

async function restarts(
  { apis: [api] }: System,
  readers: readonly LoadReader[],
  { seconds, say }: LoadOptions,
): Promise<Away[]> {
  const begun = performance.now();
  const away: Away[] = [];
  for (const [third, end] of [[1, 'stop'] as const, [2, 'kill'] as const]) {
    await pause(Math.max(0, begun + (third * seconds * 1_000) / 3 - performance.now()));
    const from = performance.now();
    await api?.[end]();
    await api?.start();
    await allConnected(readers);
    away.push({ from, to: performance.now() });
    say(
      `the api was ended (${end}) and all readers are back after ${Math.round(performance.now() - from)} ms`,
    );
  }
  return away;
}

interface Finished {
  readonly store: EventStore;
  readonly readers: readonly LoadReader[];
  readonly appender: Appender;
  readonly away: readonly Away[];
}

async function report({ store, readers, appender, away }: Finished): Promise<LoadReport> {
  const cast = castOf(mechanism());
  const entries = await ledgerEntries(store, ledgerCodec());
  const expected = new Map(
    readersAre.map((persona) => [
      persona,
      new Set(entries.filter((entry) => isFor(entry, cast(persona))).map(({ position }) => position)),
    ]),
  );
  const expectedOf = ({ persona }: LoadReader) => expected.get(persona) ?? new Set<string>();
  await untilNothingComes(readers, (reader) => reader.positions.length >= expectedOf(reader).size);
  // What comes beyond what is expected would come now.
  await pause(1_000);
  return {
    appends: appender.appends,
    repeated: appender.repeated,
    events: entries.length,
    accounts: readers.map((reader) => accountOf(reader, expectedOf(reader))),
    interruptions: tally(readers.flatMap(({ farewells, refusals }) => [...farewells, ...refusals])),
    ...latencies({ entries, readers, appender, away }),
  };
}

/** Resolves once all are done, or once nobody has received anything for as long as `patience`. */
async function untilNothingComes(
  readers: readonly LoadReader[],
  isDone: (reader: LoadReader) => boolean,
): Promise<void> {
  let [received, movedAt] = [-1, performance.now()];
  while (!readers.every(isDone) && performance.now() - movedAt < patience) {
    const now = readers.reduce((sum, { positions }) => sum + positions.length, 0);
    if (now !== received) [received, movedAt] = [now, performance.now()];
    await pause(50);
  }
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function latencies({
  entries,
  readers,
  appender,
  away,
}: Omit<Finished, 'store'> & { readonly entries: readonly LedgerEntry[] }): Pick<
  LoadReport,
  'latency' | 'across'
> {
  const begunAt = new Map(entries.map(({ position, key }) => [position, appender.begun.get(key)]));
  const [there, across]: [number[], number[]] = [[], []];
  for (const { positions, times } of readers) {
    positions.forEach((position, at) => {
      const [begun, time] = [begunAt.get(position), times[at]];
      if (begun === undefined || time === undefined) return;
      const met = away.some(({ from, to }) => begun <= to && time >= from);
      (met ? across : there).push(time - begun);
    });
  }
  const longest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);
  return {
    latency:
      there.length === 0
        ? null
        : {
            p50: percentile(there, 0.5),
            p99: percentile(there, 0.99),
            longest: longest(there),
            count: there.length,
          },
    across: { longest: longest(across), count: across.length },
  };
}
