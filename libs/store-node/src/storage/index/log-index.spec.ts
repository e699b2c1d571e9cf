import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { verifyStore } from '../../operate/verify';
import { viewEvent } from '../../wire/event-view';
import { openStore, type Store } from '../store';
import type { NewEvent, WriteOutcome } from '../write-request';

let folder: string;
let database: string;
let store: Store;
let said: string[];
/** The index's own connection: what SQLite does to it by itself after an error of the disk, a test has to do. */
let connection: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mizan-index-'));
  database = join(folder, 'events.db');
  said = [];
  start();
});

afterEach(() => {
  jest.restoreAllMocks();
  store.close();
  rmSync(folder, { recursive: true });
});

function start(): void {
  const exec = jest.spyOn(DatabaseSync.prototype, 'exec');
  store = openStore(database, (line) => said.push(line));
  const opened = exec.mock.contexts.at(-1);
  exec.mockRestore();
  connection = opened as DatabaseSync;
}

function restart(): void {
  store.close();
  start();
}

function event(n: number, bytes = 10): NewEvent {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    type: 'Tested',
    contentType: 'application/octet-stream',
    metadata: Buffer.alloc(0),
    data: Buffer.alloc(bytes, n),
  };
}

function append(stream: string, ...events: NewEvent[]): WriteOutcome[] {
  const outcomes: WriteOutcome[] = [];
  store.writer.submit({
    request: { kind: 'append', stream, expected: { kind: 'any' }, events },
    isExpired: () => false,
    done: (outcome) => outcomes.push(outcome),
  });
  return outcomes;
}

function committed(stream: string, ...events: NewEvent[]): WriteOutcome | undefined {
  const outcomes = append(stream, ...events);
  store.writer.flush();
  return outcomes[0];
}

const idsOf = (rows: readonly { frame: Buffer }[]): number[] =>
  rows.map(({ frame }) => Number(viewEvent(frame).id.slice(-12)));

const inStream = (stream: string): number[] =>
  idsOf(store.events.streamPage(store.streams.idOf(stream), { from: 0, to: 1000 }));

const inAll = (): number[] => idsOf(store.events.allPage(13));

describe('an index whose open transaction SQLite took back', () => {
  beforeEach(() => {
    committed('a', event(1), event(2));
    committed('b', event(3));
    expect(connection.isTransaction).toBe(true);
    connection.exec('rollback');
  });

  it('catches up before anything is read', () => {
    expect(inAll()).toEqual([1, 2, 3]);
    expect([inStream('a'), inStream('b')]).toEqual([[1, 2], [3]]);
  });

  it('catches up before anything is written, and gives no revision or position twice', () => {
    expect(committed('a', event(4))).toEqual({ kind: 'written', revision: 2, position: 16 });
    expect(committed('a', event(1), event(2))).toEqual({ kind: 'written', revision: 1, position: 14 });
    expect(committed('c', event(5))).toEqual({ kind: 'written', revision: 0, position: 17 });
    restart();
    expect(inAll()).toEqual([1, 2, 3, 4, 5]);
  });

  it('is whole after a start, whatever was asked meanwhile', async () => {
    restart();
    expect(inAll()).toEqual([1, 2, 3]);
    store.close();
    expect((await verifyStore(database)).faults).toBe(0);
    start();
  });

  it('keeps the limits of a stream that is not remembered', () => {
    committed('$$a', { ...event(6), contentType: 'application/json', data: Buffer.from('{"$maxCount":1}') });
    restart();
    committed('b', event(7));
    connection.exec('rollback');
    expect(store.reader.visible('a')).toMatchObject({ first: 1, last: 1 });
  });
});

describe('an index that the disk does not take', () => {
  afterEach(() => void jest.useRealTimers());

  /** A commit, and the moment after which the index is written. */
  function commitAndWrite(n: number): void {
    committed('a', event(n));
    jest.advanceTimersByTime(1000);
  }

  it('is told once, and again when it was written in between', () => {
    jest.useFakeTimers();
    restart();
    commitAndWrite(1);
    const exec = connection.exec.bind(connection);
    const full = (sql: string): void => {
      if (sql === 'commit') throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
      exec(sql);
    };
    const refusing = jest.spyOn(connection, 'exec').mockImplementation(full);
    for (const n of [2, 3, 4]) commitAndWrite(n);
    const told = said.filter((line) => line.startsWith('The index could not be written'));
    expect(told).toHaveLength(1);
    refusing.mockRestore();
    commitAndWrite(5);
    jest.spyOn(connection, 'exec').mockImplementation(full);
    commitAndWrite(6);
    expect(said.filter((line) => line.startsWith('The index could not be written'))).toHaveLength(2);
    jest.restoreAllMocks();
    expect(inStream('a')).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a commit that loses its index on the way', () => {
  it('fails as a whole and leaves nothing in log or index', async () => {
    committed('a', event(1));
    const first = append('a', event(2));
    const second = append('b', event(3));
    const applied = jest.spyOn(store.streams, 'claim');
    applied.mockImplementationOnce((key) => {
      applied.mockRestore();
      connection.exec('rollback');
      return store.streams.claim(key);
    });
    store.writer.flush();
    const fault = {
      kind: 'fault',
      damaged: false,
      text: expect.stringContaining('nothing of it was stored'),
    };
    expect([first, second]).toEqual([[fault], [fault]]);
    expect(inAll()).toEqual([1]);
    expect(committed('b', event(3))).toEqual({ kind: 'written', revision: 0, position: 14 });
    restart();
    expect(inAll()).toEqual([1, 3]);
    store.close();
    expect((await verifyStore(database)).faults).toBe(0);
    start();
  });
});

describe('a log that holds a place twice', () => {
  it('is served with the first of the two, told, and found by a walk', async () => {
    committed('a', event(1));
    store.close();
    // An index that has lost a stream, and is too large to be looked through at start, lets its name be given again.
    const db = new DatabaseSync(`${database}-index`);
    db.exec("update streams set name = x'7a' where name = x'61'");
    db.close();
    start();
    expect(committed('a', event(2))).toMatchObject({ kind: 'written', revision: 0 });
    store.close();
    rmSync(`${database}-index`);
    said = [];
    start();
    expect(said).toEqual([
      expect.stringMatching(/^Stream 'a' has two numbers in the file, the second is 14;/),
    ]);
    expect([inStream('a'), inAll()]).toEqual([[1], [1, 2]]);
    expect((await verifyStore(database)).firstFaults).toContain("Stream 'a' has two numbers, 13 and 14.");
  });
});

describe('commits of every size', () => {
  it('follow each other, large after small and small after large', () => {
    const sizes = [10, 300_000, 10, 130_000, 140_000, 10, 1_000_000, 10, 70_000, 70_000, 70_000, 70_000, 10];
    for (const [n, size] of sizes.entries())
      expect(committed('a', event(n + 1, size))).toMatchObject({ kind: 'written', revision: n });
    committed('b', ...sizes.map((size, n) => event(100 + n, size)));
    restart();
    const found: number[] = [];
    for (let from = 13; ;) {
      const rows = store.events.allPage(from);
      if (rows.length === 0) break;
      found.push(...rows.map(({ frame }) => viewEvent(frame).data.length));
      from = (rows.at(-1)?.position ?? 0) + 1;
    }
    expect(found).toEqual([...sizes, ...sizes]);
  });
});

describe('files that are not what they were', () => {
  it('are refused when the file was emptied beside its index, or is a link to nothing', () => {
    store.close();
    writeFileSync(database, '');
    expect(() => openStore(database)).toThrow(/is empty, and there is an index of it: its events are lost/);
    rmSync(`${database}-index`);
    const link = join(folder, 'link.db');
    symlinkSync(join(folder, 'unmounted', 'events.db'), link);
    expect(() => openStore(link)).toThrow(/is a link to a file that is not there/);
    start();
  });
});
