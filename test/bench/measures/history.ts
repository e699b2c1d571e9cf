import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { System } from '../../faults/system';
import { median, type Measure, type Measured, type Target } from '../measure';
import { Desk } from '../support/desk';
import { drainPerSecond } from '../support/drain';
import { caseTemplate, changeFirstCases, growLedger } from '../support/ledger-growth';
import { peakMb, residentMb } from '../support/memory';
import { fillReadSide } from '../support/read-rows';

const small = 10_000;
const large = 1_000_000;
const rounds = 3;
const looks = 150;
/** Cases on a page of the board. */
const page = 50;

const asOf: Target = {
  name: 'as-of-board',
  what: 'page of the board now / as of a past position since which each of its cases has changed, at 1M events',
  unit: 'ratio',
  floor: 0.5,
  aim: 1 / 1.2,
};
const replay: Target = {
  name: 'case-replay',
  what: 'replay of one case at 10k events / at 1M events',
  unit: 'ratio',
  floor: 1 / 1.5,
  aim: 1,
};
const memory: Target = {
  name: 'store-memory',
  what: "store's memory at rest / at most while 1M events are drained",
  unit: 'ratio',
  floor: 1 / 1.5,
  aim: 1 / 1.1,
};

/** What a long history costs. Times are medians of single requests over HTTP, one at a time. */
export const history: Measure = {
  name: 'history',
  targets: [asOf, replay, memory],
  run: async (say) => {
    const [young, old] = [await Grown.begin(), await Grown.begin()];
    try {
      await young.grow(small);
      await old.grow(large);
      say(`two ledgers of ${small} and ${large} events`);
      const memories = await storeMemory(old, say);
      await young.fill();
      const desks = { young: await young.open(), old: await old.open() };
      const results = [await boards(desks.old, say), await replays({ young, old }, desks, say)];
      for (const desk of Object.values(desks)) desk.close();
      return [...results, memories];
    } finally {
      await young.remove();
      await old.remove();
    }
  },
};

/** A system whose worker rests, with a ledger made of copies of one case. */
class Grown {
  private cases: readonly string[] = [];
  private constructor(
    readonly system: System,
    readonly raw: EventStoreDBClient,
  ) {}

  static async begin(): Promise<Grown> {
    const system = await System.start({ env: { MIZAN_RATE_LIMIT: '0' } });
    return new Grown(system, EventStoreDBClient.connectionString(system.connectionString));
  }

  async grow(events: number): Promise<void> {
    const template = await caseTemplate(this.system.url, this.raw);
    await this.system.workers[0]?.stop();
    this.cases = await growLedger(this.raw, template, events);
    await changeFirstCases(this.raw, template, 2 * page);
  }

  async fill(): Promise<void> {
    const store = eventStoreDb(this.system.connectionString);
    await fillReadSide(this.system.files.read, store);
    await store.close();
  }

  open(): Promise<Desk> {
    return Desk.open(this.system.urls, 1);
  }

  caseAt(number: number): string {
    return this.cases[number % this.cases.length] ?? '';
  }

  async remove(): Promise<void> {
    await this.raw.dispose();
    await this.system.remove();
  }
}

/** The store is started afresh for each round; the first of them also fills the read side. */
async function storeMemory(old: Grown, say: (words: string) => void): Promise<Measured> {
  const idle: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await old.system.store.stop();
    await old.system.store.start();
    const pid = old.system.store.pid ?? 0;
    await pause(2_000);
    idle.push(residentMb(pid));
    peaks.push(await peakMb(pid, () => (round === 0 ? old.fill() : drainPerSecond(old.raw))));
    say(`store: ${idle.at(-1)?.toFixed(0)} MB at rest, at most ${peaks.at(-1)?.toFixed(0)} MB while drained`);
  }
  const runs = idle.map((rest, round) => rest / (peaks[round] ?? NaN));
  return { target: memory, runs, raw: { atRestMb: idle, peakMb: peaks } };
}

async function boards(desk: Desk, say: (words: string) => void): Promise<Measured> {
  const { asOf: head } = (await desk.read(0, '/v1/shares?limit=1')) as { asOf: string };
  const past = (BigInt(head) / 2n).toString();
  const now: number[] = [];
  const then: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const current = await timeOf(() => desk.read(0, `/v1/shares?limit=${page}`));
    const earlier = await timeOf(() => desk.read(0, `/v1/shares?limit=${page}&asOf=${past}`));
    if (round === 0) continue;
    now.push(current);
    then.push(earlier);
    say(`board: now ${current.toFixed(2)} ms, as of ${past} ${earlier.toFixed(2)} ms`);
  }
  return {
    target: asOf,
    runs: now.map((ms, at) => ms / (then[at] ?? NaN)),
    raw: { nowMs: now, asOfMs: then },
  };
}

type Pair<T> = { readonly young: T; readonly old: T };

async function replays(
  ledgers: Pair<Grown>,
  desks: Pair<Desk>,
  say: (words: string) => void,
): Promise<Measured> {
  const times = { young: [] as number[], old: [] as number[] };
  const one = (which: 'young' | 'old') => {
    let number = 0;
    return timeOf(() => desks[which].read(0, `/v1/shares/${ledgers[which].caseAt(number++)}/replay`));
  };
  for (let round = 0; round <= rounds; round++) {
    const [young, old] = [await one('young'), await one('old')];
    if (round === 0) continue;
    times.young.push(young);
    times.old.push(old);
    say(`replay: ${young.toFixed(2)} ms at ${small} events, ${old.toFixed(2)} ms at ${large}`);
  }
  const runs = times.young.map((ms, at) => ms / (times.old[at] ?? NaN));
  return { target: replay, runs, raw: { at10kMs: times.young, at1MMs: times.old } };
}

/** Median milliseconds of one call, one after the other. */
async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let look = 0; look < looks; look++) {
    const begun = performance.now();
    await call();
    times.push(performance.now() - begun);
  }
  return median(times);
}
