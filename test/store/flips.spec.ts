import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { StoreFault } from '@mizan/store-node';
import { openStore, type Store } from '../../libs/store-node/src/storage/store';
import { spawnNode } from '../../libs/store-node/test/node-process';

jest.setTimeout(120_000);

const FLIPS = 120;
const STREAMS = 12;
const EVENTS = 240;
const FILES = ['', '-index', '-index-wal', '-index-shm'];

/** The same flips in every run: a linear congruential generator. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Outcome = 'refused at start' | 'named' | 'harmless';

describe('one byte of the files changes', () => {
  let folder: string;
  let original: string[];
  /** Bytes of the file that were not only written ahead. */
  let used: number;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mizan-flips-'));
    const store = openStore(join(folder, 'running.db'));
    for (let n = 0; n < EVENTS; n++) append(store, n);
    original = everythingIn(store);
    // As a crash leaves them: the index is far behind, and what was written ahead is still there.
    for (const end of FILES)
      if (existsSync(join(folder, `running.db${end}`)))
        copyFileSync(join(folder, `running.db${end}`), join(folder, `crashed.db${end}`));
    store.close();
    used = statSync(join(folder, 'running.db')).size;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function append(store: Store, n: number): void {
    store.writer.submit({
      request: {
        kind: 'append',
        stream: `case-${String(n % STREAMS)}`,
        expected: { kind: 'any' },
        events: [
          {
            id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
            type: 'Told',
            contentType: 'application/json',
            metadata: Buffer.from('{"who":"x"}'),
            data: Buffer.from(JSON.stringify({ n, text: 'y'.repeat(300) })),
          },
        ],
      },
      isExpired: () => false,
      done: ({ kind }) => expect(kind).toBe('written'),
    });
    store.writer.flush();
  }

  /** $all, then each stream by its name; throws at damage. */
  function everythingIn(store: Store): string[] {
    const found: string[] = [];
    for (let from = 0; ;) {
      const rows = store.events.allPage(from);
      if (rows.length === 0) break;
      found.push(...rows.map(({ frame }) => frame.toString('latin1')));
      from = (rows.at(-1)?.position ?? 0) + 1;
    }
    for (let stream = 0; stream < STREAMS; stream++) {
      const visible = store.reader.visible(`case-${String(stream)}`);
      if (visible.kind !== 'present') throw new Error(`case-${String(stream)} has vanished`);
      const rows = store.events.streamPage(visible.id, { from: 0, to: visible.last });
      found.push(...rows.map(({ frame }) => frame.toString('latin1')));
    }
    return found;
  }

  function outcomeOf(path: string, expected: (found: readonly string[]) => void): Outcome {
    let store: Store;
    try {
      store = openStore(path);
    } catch (error) {
      expect(error).toBeInstanceOf(StoreFault);
      return 'refused at start';
    }
    try {
      expected(everythingIn(store));
      return 'harmless';
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      expect(error.message).toMatch(/position \d+|revision \d+/);
      return 'named';
    } finally {
      store.close();
    }
  }

  /** The path of a copy in which byte `at` of one of its files is another. */
  function flipped(
    of: 'running' | 'crashed',
    file: '' | '-index',
    [at, by]: readonly [number, number],
  ): string {
    const path = join(folder, 'flipped.db');
    for (const end of [...FILES, '-lock']) {
      rmSync(path + end, { force: true });
      const source = join(folder, `${of}.db${end}`);
      if (end !== '-lock' && existsSync(source)) copyFileSync(source, path + end);
    }
    const bytes = readFileSync(path + file);
    bytes[at] = (bytes[at] ?? 0) ^ by;
    writeFileSync(path + file, bytes);
    return path;
  }

  type Flip = readonly [number, number];

  function outcomesOf(
    times: number,
    play: (next: (below: number) => number) => Outcome,
    seed: number,
  ): Record<Outcome, number> {
    const next = numbers(seed);
    const counts: Record<Outcome, number> = { 'refused at start': 0, named: 0, harmless: 0 };
    for (let flip = 0; flip < times; flip++) counts[play(next)]++;
    return counts;
  }

  const anywhere = (next: (below: number) => number, size: number): Flip => [next(size), 1 + next(255)];
  const everything = (found: readonly string[]): void => expect(found).toEqual(original);

  it(`in the file, ${String(FLIPS)} times: refused, or named, or without effect; never served`, () => {
    const counts = outcomesOf(
      FLIPS,
      (next) => outcomeOf(flipped('running', '', anywhere(next, used)), everything),
      20_261_124,
    );
    process.stdout.write(`flipped bytes in the file: ${JSON.stringify(counts)}, 0 served\n`);
    expect(counts.named).toBeGreaterThan(FLIPS / 3);
  });

  it(`in the index, ${String(FLIPS)} times: made anew, or named, or without effect; never served wrong`, () => {
    const size = statSync(join(folder, 'running.db-index')).size;
    const counts = outcomesOf(
      FLIPS,
      (next) => outcomeOf(flipped('running', '-index', anywhere(next, size)), everything),
      7,
    );
    process.stdout.write(`flipped bytes in the index: ${JSON.stringify(counts)}, 0 served\n`);
    expect(counts['refused at start']).toBeLessThan(FLIPS / 20);
    expect(counts.harmless).toBeGreaterThan(FLIPS / 2);
  });

  it('in the file after a crash: refused, named or without effect; nothing acknowledged but the last commit can be lost', () => {
    const complete = (found: readonly string[]): void => {
      const known = new Set(original);
      expect(found.filter((frame) => !known.has(frame))).toEqual([]);
      // Each event is read twice, from $all and from its stream.
      expect(found.length).toBeGreaterThanOrEqual(original.length - 2);
    };
    expect(outcomeOf(flipped('crashed', '', [0, 0]), everything)).toBe('harmless');
    const counts = outcomesOf(
      FLIPS / 2,
      (next) => outcomeOf(flipped('crashed', '', anywhere(next, used)), complete),
      5,
    );
    process.stdout.write(`flipped bytes in the file after a crash: ${JSON.stringify(counts)}, 0 served\n`);
    expect(counts['refused at start'] + counts.named).toBeGreaterThan(FLIPS / 3);
  });

  it('ends the call of a client with DATA_LOSS and words, and the node tells it', async () => {
    const path = join(folder, 'served.db');
    copyFileSync(join(folder, 'running.db'), path);
    copyFileSync(join(folder, 'running.db-index'), `${path}-index`);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('{"n":100,');
    bytes[at + 6] = 0x39;
    writeFileSync(path, bytes);
    const node = await spawnNode({ database: path });
    const client = EventStoreDBClient.connectionString(node.connectionString);
    const seen: unknown[] = [];
    const reading = async (): Promise<void> => {
      for await (const { event } of client.readStream('case-4')) seen.push((event?.data as { n: number }).n);
    };
    await expect(reading()).rejects.toThrow(
      "15 DATA_LOSS: The event at position 113 (revision 8 of stream 'case-4') has a checksum that does not fit.",
    );
    expect(seen).toEqual([4, 16, 28, 40, 52, 64, 76, 88]);
    await client.appendToStream('case-4', jsonEvent({ type: 'Told', data: { n: 'more' } }));
    await client.dispose();
    node.child.kill('SIGTERM');
    expect((await node.ended).stderr).toContain("revision 8 of stream 'case-4'");
  });
});
