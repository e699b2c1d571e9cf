import {
  closeSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { verifyStore } from '@mizan/store-node';
import { openStore, type Store } from '../../libs/store-node/src/storage/store';

jest.setTimeout(240_000);

/** Beyond this no start checks the file as a whole. */
const UNCHECKED = 64 * 1024 * 1024;

interface Page {
  readonly table: string;
  readonly kind: string;
  readonly at: number;
  readonly size: number;
}

describe('a damaged file that is too large to be checked at every start', () => {
  let folder: string;
  let file: string;
  let pages: Page[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mizan-large-'));
    file = join(folder, 'events.db');
    const store = openStore(file);
    for (let n = 0; n < 3000; n++) append(store, n, 200);
    for (let n = 3000; n < 3068; n++) append(store, n, 1_000_000);
    store.writer.flush();
    store.close();
    expect(statSync(file).size).toBeGreaterThan(UNCHECKED);
    pages = pagesOf(file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function append(store: Store, n: number, bytes: number): void {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const event = { id, type: 'Told', contentType: 'application/octet-stream', metadata: Buffer.alloc(0) };
    store.writer.submit({
      request: {
        kind: 'append',
        stream: `case-${String(n % 400)}`,
        expected: { kind: 'any' },
        events: [{ ...event, data: Buffer.alloc(bytes, n) }],
      },
      isExpired: () => false,
      done: ({ kind }) => expect(kind).toBe('written'),
    });
    if (n % 200 === 0) store.writer.flush();
  }

  /** What is told when these bytes stand at that place; puts back what was there. */
  async function told(at: number, bytes: Buffer): Promise<readonly string[]> {
    const before = bytesAt(file, at, bytes.length);
    put(file, at, bytes);
    try {
      return await words();
    } finally {
      put(file, at, before);
    }
  }

  async function words(): Promise<readonly string[]> {
    try {
      const { faults, firstFaults } = await verifyStore(file, { told: 5000 });
      expect(firstFaults).toHaveLength(faults);
      return firstFaults;
    } catch (error) {
      // By its name, since the test runner gives modules an Error of their own.
      expect(error).toHaveProperty('code', 'CORRUPT');
      return [(error as Error).message];
    }
  }

  /** The middle one of the pages of a kind. */
  function page(table: string, kind: string): Page {
    const some = pages.filter((one) => one.table === table && one.kind === kind);
    const middle = some[Math.floor(some.length / 2)];
    if (middle === undefined) throw new Error(`There is no ${kind} page of ${table}.`);
    return middle;
  }

  it('is told to be sound before', async () => expect(await words()).toEqual([]));

  const places = [
    ['events', 'leaf'],
    ['events', 'internal'],
    ['events', 'overflow'],
    ['events_by_revision', 'leaf'],
    ['events_by_revision', 'internal'],
    ['events_by_id', 'leaf'],
    ['streams', 'leaf'],
    ['sqlite_autoindex_streams_1', 'leaf'],
  ] as const;

  it.each(places)('tells of a page of %s (%s) that was lost', async (table, kind) => {
    const { at, size } = page(table, kind);
    const faults = await told(at, Buffer.alloc(size));
    expect(faults.join('\n')).toMatch(namesOf(table));
  });

  it.each(places)('tells of a page of %s (%s) that was written over by another', async (table, kind) => {
    const { at, size } = page(table, kind);
    const other = page(table === 'events' ? 'events_by_id' : 'events', kind === 'overflow' ? 'leaf' : kind);
    const faults = await told(at, bytesAt(file, other.at, size));
    expect(faults.join('\n')).toMatch(namesOf(table));
  });

  it('serves what is whole, whoever read what is not', () => {
    const { at, size } = page('events', 'leaf');
    const before = bytesAt(file, at, size);
    put(file, at, Buffer.alloc(size));
    const store = openStore(file);
    try {
      const first = store.events.allPage(1500);
      const lost = (first.at(-1)?.position ?? 0) + 1;
      expect(() => store.events.allPage(lost)).toThrow(/cannot be read/);
      expect(store.events.allPage(100)).toHaveLength(256);
      expect(() => store.events.allPageBack(lost)).toThrow(/cannot be read/);
      expect(store.events.allPageBack(100)).toHaveLength(100);
    } finally {
      store.close();
      put(file, at, before);
    }
  });

  it('goes on behind what cannot be read, and names the rest too', async () => {
    const { at, size } = page('events', 'leaf');
    const last = pages.filter((one) => one.table === 'events' && one.kind === 'overflow').at(-1);
    const before = bytesAt(file, last?.at ?? 0, size);
    put(file, last?.at ?? 0, Buffer.concat([before.subarray(0, 100), Buffer.from('changed')]));
    const faults = await told(at, Buffer.alloc(size));
    put(file, last?.at ?? 0, before);
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Between position \d+ and position \d+ the file cannot be read/),
        expect.stringMatching(/^The event at position 30\d\d \(.*\) has a checksum that does not fit\.$/),
      ]),
    );
  });

  const kept = [
    ['events', 'position = 1500'],
    ['streams', 'id = 20'],
  ] as const;

  const changes = [
    ['an event that is missing', 'delete from events where position = 1500', /^Stream 'case-\d+' has 6 ev/],
    ['an event in another place', 'update events set revision = 99 where position = 1500', /position 1500/],
    ['an event of another stream', 'update events set stream = 9999 where position = 1500', /position 1500/],
    ['an id that is not found', 'update events set id_hash = 1 where position = 1500', /found by its id/],
    ['a stream under another name', "update streams set name = x'41' where id = 20", /is of stream 'case-/],
    ['a stream without a name', 'delete from streams where id = 20', /number 20/],
  ] as const;

  it.each(changes)('tells of %s', async (_, sql, expected) => {
    expect(await afterwards(sql)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  /** What is told after a change that is taken back. */
  async function afterwards(sql: string): Promise<readonly string[]> {
    const db = new DatabaseSync(file);
    for (const [table, at] of kept)
      db.exec(`create temp table kept_${table} as select * from ${table} where ${at}`);
    db.exec(sql);
    const faults = await words();
    for (const [table] of kept) db.exec(`insert or replace into ${table} select * from kept_${table}`);
    db.close();
    return faults;
  }

  it('tells of a file that lost its end', async () => {
    truncateSync(file, UNCHECKED);
    expect((await words()).length).toBeGreaterThan(0);
  });
});

/** An event by its position; a table or index by its name. */
function namesOf(table: string): RegExp {
  return table === 'events' ? /position \d+/ : new RegExp(`pages or indexes: .*${table}`);
}

function pagesOf(file: string): Page[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const found = db.prepare('select name, pagetype, pgoffset, pgsize from dbstat order by pgoffset').all();
  db.close();
  return found.map((one) => ({
    table: String(one['name']),
    kind: String(one['pagetype']),
    at: Number(one['pgoffset']),
    size: Number(one['pgsize']),
  }));
}

function bytesAt(file: string, at: number, size: number): Buffer {
  const opened = openSync(file, 'r');
  const bytes = Buffer.alloc(size);
  readSync(opened, bytes, 0, size, at);
  closeSync(opened);
  return bytes;
}

function put(file: string, at: number, bytes: Buffer): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, at);
  closeSync(opened);
}
