import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { storeInfo } from '../operate/info';
import { viewEvent } from '../wire/event-view';
import { openStore, type Store } from './store';
import type { NewEvent, WriteOutcome, WriteRequest } from './write-request';

let folder: string;
let database: string;
let open: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mizan-store-'));
  database = join(folder, 'events.db');
  open = [];
});

afterEach(() => {
  for (const store of open) store.close();
  rmSync(folder, { recursive: true });
});

function start(): Store {
  const store = openStore(database);
  open.push(store);
  return store;
}

function close(store: Store): void {
  open = open.filter((one) => one !== store);
  store.close();
}

function events(...ids: number[]): NewEvent[] {
  return ids.map((id) => ({
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    type: 'Tested',
    contentType: 'application/json',
    metadata: Buffer.alloc(0),
    data: Buffer.from(`{"n":${String(id)}}`),
  }));
}

function append(stream: string, ...ids: number[]): WriteRequest {
  return { kind: 'append', stream, expected: { kind: 'any' }, events: events(...ids) };
}

function submit(store: Store, request: WriteRequest, isExpired = false): WriteOutcome[] {
  const outcomes: WriteOutcome[] = [];
  store.writer.submit({ request, isExpired: () => isExpired, done: (outcome) => outcomes.push(outcome) });
  return outcomes;
}

function ids(store: Store, stream: string): number[] {
  const visible = store.reader.visible(stream);
  if (visible.kind !== 'present') return [];
  const rows = store.events.streamPage(visible.id, { from: visible.first, to: visible.last });
  return rows.map((row) => Number(viewEvent(row.frame).id.slice(-12)));
}

describe('a store', () => {
  it('begins with twelve system events at positions from 1 on', () => {
    const rows = start().events.allPage(0);
    expect(rows.map((row) => row.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(rows.every((row) => viewEvent(row.frame).stream.toString().startsWith('$'))).toBe(true);
  });

  it('answers nobody before the commit, and everybody of one turn after it', () => {
    const store = start();
    const first = submit(store, append('a', 1));
    const second = submit(store, append('b', 2, 3));
    expect([first, second]).toEqual([[], []]);
    store.writer.flush();
    expect(first).toEqual([{ kind: 'written', revision: 0, position: 13 }]);
    expect(second).toEqual([{ kind: 'written', revision: 1, position: 15 }]);
  });

  it('lets a later write of the group see an earlier one', () => {
    const store = start();
    submit(store, append('a', 1));
    const outcome = submit(store, { ...append('a', 2), expected: { kind: 'noStream' } });
    store.writer.flush();
    expect(outcome).toEqual([{ kind: 'conflict', current: 0 }]);
  });

  it('does not write what is expired', () => {
    const store = start();
    const outcome = submit(store, append('a', 1), true);
    store.writer.flush();
    expect(outcome).toEqual([{ kind: 'expired' }]);
    expect(store.reader.visible('a')).toEqual({ kind: 'missing' });
  });

  it('keeps everything across a restart, positions and idempotency included', () => {
    const before = start();
    submit(before, append('a', 1, 2));
    submit(before, { kind: 'tombstone', stream: 'gone', expected: { kind: 'any' } });
    before.writer.flush();
    close(before);
    const after = start();
    expect(ids(after, 'a')).toEqual([1, 2]);
    expect(after.reader.visible('gone')).toEqual({ kind: 'tombstoned' });
    expect(after.lastPosition()).toBe(15);
    const again = submit(after, append('a', 1, 2));
    after.writer.flush();
    expect(again).toEqual([{ kind: 'written', revision: 1, position: 14 }]);
  });

  it('answers a whole group with a fault, stores none of it, and goes on', () => {
    const store = start();
    submit(store, append('a', 1));
    store.writer.flush();
    const good = submit(store, append('a', 2));
    const bad = submit(store, {
      ...append('a'),
      events: [{ ...(events(3)[0] as NewEvent), data: null }],
    } as never);
    store.writer.flush();
    expect([good[0]?.kind, bad[0]?.kind]).toEqual(['fault', 'fault']);
    expect(ids(store, 'a')).toEqual([1]);
    const next = submit(store, append('a', 4));
    store.writer.flush();
    expect(next).toEqual([{ kind: 'written', revision: 1, position: 14 }]);
  });

  it('gives an empty write a later position and no event', () => {
    const store = start();
    const outcome = submit(store, append('a'));
    store.writer.flush();
    expect(outcome).toEqual([{ kind: 'written', revision: -1, position: 13 }]);
    expect(store.reader.visible('a')).toEqual({ kind: 'missing' });
  });

  it('finds the events young enough for $maxAge', () => {
    const store = start();
    submit(store, append('a', 1, 2));
    submit(store, {
      ...append('$$a'),
      events: [{ ...(events(9)[0] as NewEvent), data: Buffer.from('{"$maxAge":1}') }],
    } as WriteRequest);
    store.writer.flush();
    expect(ids(store, 'a')).toEqual([1, 2]);
    const now = Date.now;
    Date.now = () => now() + 2000;
    try {
      submit(store, append('a', 3));
      store.writer.flush();
      expect(ids(store, 'a')).toEqual([3]);
    } finally {
      Date.now = now;
    }
  });
});

describe('a store whose lock somebody took for stale', () => {
  it('writes nothing more once another may have opened it, and takes nothing back', async () => {
    const first = start();
    submit(first, append('a', 1));
    first.writer.flush();
    rmSync(`${database}-lock`);
    const refused = submit(first, append('a', 2));
    first.writer.flush();
    const fault = { kind: 'fault', text: expect.stringContaining('another node may have opened it') };
    expect(refused).toEqual([{ ...fault, damaged: false }]);
    // What is open of the index keeps others out until it is written.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const second = start();
    const written = submit(second, append('a', 3));
    second.writer.flush();
    expect(written).toMatchObject([{ kind: 'written', revision: 1 }]);
    const late = submit(first, append('a', 4));
    first.writer.flush();
    expect(late).toMatchObject([fault]);
    close(first);
    close(second);
    expect(ids(start(), 'a')).toEqual([1, 3]);
  });
});

describe('a file that cannot be opened', () => {
  const opening = (): unknown => {
    try {
      start();
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it.each(['a folder', 'a pipe'])('is refused when it is %s, which stays what it is', (what) => {
    if (what === 'a folder') mkdirSync(database);
    else execFileSync('mkfifo', [database]);
    const refusal = { code: 'FOREIGN', message: expect.stringContaining('and an event store is a file') };
    expect(opening()).toMatchObject(refusal);
    expect(() => storeInfo(database)).toThrow(/and an event store is a file/);
    expect(readdirSync(folder)).toEqual(['events.db']);
  });

  it('is refused when it is gone and its index is there', () => {
    close(start());
    rmSync(database);
    expect(opening()).toMatchObject({
      message: expect.stringMatching(/is not there, and there is an index/),
    });
    expect(existsSync(database)).toBe(false);
  });

  it('is refused while another has it open', () => {
    start();
    expect(opening()).toMatchObject({
      code: 'LOCKED',
      message: expect.stringContaining('Another process has'),
    });
  });

  it('is refused when its folder cannot be written', () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(folder, 0o711);
    chmodSync(locked, 0o555);
    database = join(locked, 'events.db');
    expect(asOrdinaryUser(opening)).toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining('write access to the folder'),
    });
  });

  /** The administrator may write everywhere: tests that run as one step down for this. */
  function asOrdinaryUser<T>(action: () => T): T {
    if (process.getuid?.() !== 0) return action();
    process.seteuid?.(65_534);
    try {
      return action();
    } finally {
      process.seteuid?.(0);
    }
  }

  it('is refused when it is no database', () => {
    writeFileSync(database, 'This was never a database, but it is long enough to look at.'.repeat(100));
    expect(opening()).toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('restore a backup'),
    });
  });

  it('is refused when it was cut short', () => {
    const store = start();
    for (let id = 1; id <= 500; id++) submit(store, append('a', id));
    store.writer.flush();
    close(store);
    truncateSync(database, 8192);
    expect(opening()).toMatchObject({ code: 'CORRUPT', message: expect.stringContaining('its end is lost') });
    // Whoever removes the index says that the file is meant to be as it is.
    rmSync(`${database}-index`);
    expect(ids(start(), 'a').length).toBeLessThan(500);
  });

  it("is refused when it is another program's, or a newer version's", () => {
    const other = new DatabaseSync(database);
    other.exec('create table theirs (x)');
    other.close();
    expect(opening()).toMatchObject({ code: 'FOREIGN' });
    rmSync(database);
    close(start());
    const newer = readFileSync(database);
    newer.writeUInt32LE(99, 8);
    newer.writeUInt32LE(crc32(newer.subarray(0, 28)), 28);
    writeFileSync(database, newer);
    expect(opening()).toMatchObject({ code: 'TOO_NEW', message: expect.stringContaining('format 99') });
  });
});
