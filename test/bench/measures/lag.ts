import { setTimeout as pause } from 'node:timers/promises';
import { LedgerQueries, openReadDatabase } from '@mizan/read-models';
import { System } from '../../faults/system';
import { percentile, type Measure, type Target } from '../measure';
import { Desk } from '../support/desk';

const perSecond = 200;
const seconds = 8;
const rounds = 3;
const connections = 32;
/** Milliseconds that 99 of 100 appends may take until they can be read. */
const limit = 250;

const target: Target = {
  name: 'worker-lag',
  what: `250 ms / p99 from acknowledged to readable, at ${perSecond} appends a second`,
  unit: 'ratio',
  floor: 1,
  aim: 5,
};

/** Orders at a steady pace, whatever the answers take; a look at the read side every few milliseconds tells what it has. */
export const lag: Measure = {
  name: 'lag',
  targets: [target],
  run: async (say) => {
    const system = await System.start({ env: { MIZAN_RATE_LIMIT: '0' } });
    const db = openReadDatabase({ file: system.files.read, readOnly: true });
    const desk = await Desk.open(system.urls, connections);
    try {
      const watch = new Watch(new LedgerQueries(db));
      await steadily(desk, watch, 2);
      const p99s: number[] = [];
      const medians: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const lags = await steadily(desk, watch, seconds);
        p99s.push(percentile(lags, 0.99));
        medians.push(percentile(lags, 0.5));
        say(
          `${lags.length} appends: p50 ${medians.at(-1)?.toFixed(0)} ms, p99 ${p99s.at(-1)?.toFixed(0)} ms`,
        );
      }
      return [
        { target, runs: p99s.map((p99) => limit / Math.max(p99, 0.1)), raw: { p99Ms: p99s, p50Ms: medians } },
      ];
    } finally {
      desk.close();
      await db.close();
      await system.remove();
    }
  },
};

/** Milliseconds from answer to readable, of every append. */
async function steadily(desk: Desk, watch: Watch, forSeconds: number): Promise<number[]> {
  const begun = performance.now();
  const orders: Promise<number>[] = [];
  const free = Array.from({ length: connections }, (_, lane) => Promise.resolve(lane));
  for (let number = 0; number < perSecond * forSeconds; number++) {
    const wait = begun + (number * 1000) / perSecond - performance.now();
    if (wait > 1) await pause(wait);
    // Each connection asks one thing at a time.
    const slot = number % connections;
    const order = (free[slot] ?? Promise.resolve(slot)).then((lane) => desk.draft(lane));
    free[slot] = order.then(() => slot);
    orders.push(order.then(({ position }) => watch.untilReadable(BigInt(position))));
  }
  return Promise.all(orders);
}

/** What is acknowledged and not readable yet. */
class Watch {
  private waiting: {
    readonly position: bigint;
    readonly since: number;
    readonly seen: (ms: number) => void;
  }[] = [];
  private looking = false;

  constructor(private readonly ledger: LedgerQueries) {}

  untilReadable(position: bigint): Promise<number> {
    const seen = new Promise<number>((resolve) => {
      this.waiting.push({ position, since: performance.now(), seen: resolve });
    });
    if (!this.looking) void this.look();
    return seen;
  }

  private async look(): Promise<void> {
    this.looking = true;
    while (this.waiting.length > 0) {
      const applied = (await this.ledger.applied()) ?? -1n;
      const now = performance.now();
      for (const { position, since, seen } of this.waiting) if (position <= applied) seen(now - since);
      this.waiting = this.waiting.filter(({ position }) => position > applied);
      await pause(2);
    }
    this.looking = false;
  }
}
