import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, type JSONType } from '@eventstore/db-client';
import { System } from '../../faults/system';
import type { Measure, Measured, Target } from '../measure';
import { appendInProcess } from '../store/in-process';
import { Desk } from '../support/desk';
import { perSecond, type Load } from '../support/in-flight';

/** Many short ones: what else the machine does comes and goes in seconds, and both sides of a round should meet it. */
const rounds = 15;
const seconds = 0.7;
const levels = [16, 64] as const;
/**
 * Seconds that each kind of work runs before it is measured, first of all and before each level. An api's last compiler
 * comes late: what a server is after a minute is what it is for months.
 */
const warmUp = { first: 20, level: 2 };
/** As many as there are processors on the machine that the floors were set for. */
const apis = 2;
type Level = (typeof levels)[number];

const opening = (inFlight: Level): Target => ({
  name: `api-append-${inFlight}`,
  what: `api append / raw official-client append, ${inFlight} in flight`,
  unit: 'ratio',
  floor: 0.4,
  aim: 0.6,
});

const deciding = (inFlight: Level): Target => ({
  name: `decide-append-${inFlight}`,
  what: `api decide+append on existing cases / raw official-client append, ${inFlight} in flight`,
  unit: 'ratio',
  floor: 0.35,
  aim: 0.5,
});

const direct: Target = {
  name: 'client-append-direct',
  what: 'official-client append / store appended to in its own process, 64 in flight',
  unit: 'ratio',
  floor: null,
  aim: null,
};

/**
 * The same event, with the same envelope, to a stream of its own: once through the official client straight to the store,
 * once as an order over HTTP. Store and apis are processes of their own; the worker has made the cases readable and rests.
 */
export const write: Measure = {
  name: 'write',
  targets: [...levels.flatMap((level) => [opening(level), deciding(level)]), direct],
  run: async (say) => {
    const system = await System.start({ apis, env: { MIZAN_RATE_LIMIT: '0' } });
    const raw = EventStoreDBClient.connectionString(system.connectionString);
    try {
      const bench = await WriteBench.open(system, raw);
      await system.workers[0]?.stop();
      await bench.round({ inFlight: levels[0], seconds: warmUp.first });
      const measured: Measured[] = [];
      for (const level of levels) measured.push(...(await bench.measure(level, say)));
      measured.push(await bench.withoutClient(`${system.dataDir}/direct.db`));
      bench.close();
      return measured;
    } finally {
      await raw.dispose();
      await system.remove();
    }
  },
};

interface Content {
  readonly type: string;
  readonly data: JSONType;
  readonly metadata: Record<string, unknown>;
}

class WriteBench {
  private constructor(
    private readonly raw: EventStoreDBClient,
    private readonly desk: Desk,
    private readonly cases: readonly string[],
    private readonly sample: Content,
  ) {}

  static async open(system: System, raw: EventStoreDBClient): Promise<WriteBench> {
    const most = Math.max(...levels);
    const desk = await Desk.open(system.urls, most);
    const drafts = await Promise.all(Array.from({ length: most }, (_, lane) => desk.draft(lane)));
    const last =
      drafts
        .map(({ position }) => BigInt(position))
        .sort((a, b) => (a < b ? -1 : 1))
        .at(-1) ?? 0n;
    await desk.read(0, `/v1/shares?limit=1&waitFor=${last}`);
    const cases = drafts.map(({ id }) => id);
    return new WriteBench(raw, desk, cases, await contentOf(raw, cases[0] ?? ''));
  }

  async measure(level: Level, say: (words: string) => void): Promise<Measured[]> {
    const load: Load = { inFlight: level, seconds };
    const rates = { raw: [] as number[], append: [] as number[], decide: [] as number[] };
    await this.round({ ...load, seconds: warmUp.level });
    for (let round = 1; round <= rounds; round++) {
      const { raw, append, decide } = await this.round(load);
      rates.raw.push(raw);
      rates.append.push(append);
      rates.decide.push(decide);
      say(
        `${level} in flight: raw ${raw.toFixed(0)}/s, append ${append.toFixed(0)}/s, decide ${decide.toFixed(0)}/s`,
      );
    }
    return [
      compared(opening(level), rates.append, rates.raw),
      compared(deciding(level), rates.decide, rates.raw),
    ];
  }

  /** What the client and its socket cost, beside the store that both sides have. */
  async withoutClient(file: string): Promise<Measured> {
    const rates = { client: [] as number[], direct: [] as number[] };
    for (let round = 0; round < 3; round++) {
      rates.client.push(await perSecond({ inFlight: 64, seconds: 1 }, () => this.appendRaw()));
      rates.direct.push(await appendInProcess(file, { group: 64, seconds: 1 }));
    }
    return {
      target: direct,
      runs: rates.client.map((rate, round) => rate / (rates.direct[round] ?? NaN)),
      raw: { clientPerSecond: rates.client, directPerSecond: rates.direct },
    };
  }

  close(): void {
    this.desk.close();
  }

  async round(load: Load): Promise<{ raw: number; append: number; decide: number }> {
    const raw = await perSecond(load, () => this.appendRaw());
    const append = await perSecond(load, (lane) => this.desk.draft(lane));
    const decide = await perSecond(load, (lane) => this.desk.correct(lane, this.cases[lane] ?? ''));
    return { raw, append, decide };
  }

  private appendRaw(): Promise<unknown> {
    const event = jsonEvent({ ...this.sample, id: randomUUID() });
    return this.raw.appendToStream(`share-${randomUUID()}`, event, { expectedRevision: NO_STREAM });
  }
}

/** What the store holds of the first event of a case. */
async function contentOf(raw: EventStoreDBClient, caseId: string): Promise<Content> {
  let first: Content | null = null;
  // Read to its end: a read that is left half-way keeps this client from being closed.
  for await (const { event } of raw.readStream(`share-${caseId}`, { maxCount: 1 })) {
    first = (event ?? null) as unknown as Content | null;
  }
  if (first) return first;
  throw new Error(`The case ${caseId} is not in the store.`);
}

function compared(target: Target, ours: readonly number[], raw: readonly number[]): Measured {
  return {
    target,
    runs: ours.map((rate, round) => rate / (raw[round] ?? NaN)),
    raw: { apiPerSecond: ours, rawPerSecond: raw },
  };
}
