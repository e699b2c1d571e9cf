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

/** Beyond this no start checks the index as a whole. */
const UNCHECKED = 8 * 1024 * 1024;
const EVENTS = 150_000;

interface Page {
  readonly table: string;
  readonly kind: string;
  readonly at: number;
  readonly size: number;
}

describe('a damaged index that is too large to be checked at every start', () => {
  let folder: string;
  let file: string;
  let index: string;
  let pages: Page[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mizan-large-'));
    file = join(folder, 'events.db');
    index = `${file}-index`;
    const store = openStore(file);
    for (let n = 0; n < EVENTS; n++) append(store, n);
    store.writer.flush();
    store.close();
    expect(statSync(index).size).toBeGreaterThan(UNCHECKED);
    pages = pagesOf(index);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function append(store: Store, n: number): void {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const event = { id, type: 'Told', contentType: 'application/octet-stream', metadata: Buffer.alloc(0) };
    store.writer.submit({
      request: {
        kind: 'append',
        stream: `case-${String(n % 400)}`,
        expected: { kind: 'any' },
        events: [{ ...event, data: Buffer.alloc(100, n) }],
      },
      isExpired: () => false,
      done: ({ kind }) => expect(kind).toBe('written'),
    });
    if (n % 500 === 0) store.writer.flush();
  }

  /** What is told when these bytes stand at that place of the index; puts back what was there. */
  async function told(at: number, bytes: Buffer): Promise<readonly string[]> {
    const before = bytesAt(index, at, bytes.length);
    put(index, at, bytes);
    try {
      return await words();
    } finally {
      put(index, at, before);
    }
  }

  async function words(): Promise<readonly string[]> {
    const { faults, firstFaults } = await verifyStore(file, { told: 200_000 });
    expect(firstFaults).toHaveLength(faults);
    return firstFaults;
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
    ['events', 'leaf', /position \d+/],
    ['events', 'internal', /position \d+/],
    ['events_by_revision', 'leaf', /index's pages: .*events_by_revision/],
    ['events_by_revision', 'internal', /index's pages: .*events_by_revision/],
    ['events_by_id', 'leaf', /index's pages: .*events_by_id/],
    ['streams', 'leaf', /streams/],
    ['sqlite_autoindex_streams_1', 'leaf', /index's pages: .*sqlite_autoindex_streams_1/],
  ] as const;

  it.each(places)('tells of a page of %s (%s) that was lost', async (table, kind, expected) => {
    const { at, size } = page(table, kind);
    expect((await told(at, Buffer.alloc(size))).join('\n')).toMatch(expected);
  });

  it.each(places)(
    'tells of a page of %s (%s) that was written over by another',
    async (table, kind, expected) => {
      const { at, size } = page(table, kind);
      const other = page(table === 'events' ? 'events_by_id' : 'events', kind);
      expect((await told(at, bytesAt(index, other.at, size))).join('\n')).toMatch(expected);
    },
  );

  it('serves what is whole, whoever asked for what is not, and all of it once the index is removed', () => {
    const { at, size } = page('events', 'leaf');
    const before = bytesAt(index, at, size);
    put(index, at, Buffer.alloc(size));
    const damaged = openStore(file);
    try {
      const lost = firstLost(damaged);
      expect(() => damaged.events.allPage(lost)).toThrow(/cannot be read/);
      expect(damaged.events.allPage(100)).toHaveLength(256);
      expect(() => damaged.events.allPageBack(lost)).toThrow(/cannot be read/);
      expect(damaged.events.allPageBack(100)).toHaveLength(100);
    } finally {
      damaged.close();
    }
    rmSync(index);
    const healed = openStore(file);
    expect(healed.findings).toMatchObject({ events: EVENTS + 12, indexed: { madeAnew: 'missing' } });
    healed.close();
    expect(statSync(index).size).toBeGreaterThan(UNCHECKED);
    pages = pagesOf(index);
    expect(before.length).toBe(size);
  });

  /** The first position behind a page that reads well and is followed by one that does not. */
  function firstLost(store: Store): number {
    for (let from = 1; ;) {
      try {
        from = (store.events.allPage(from).at(-1)?.position ?? from) + 1;
      } catch {
        return from;
      }
    }
  }

  const changes = [
    [
      'an event that is missing',
      'delete from events where position = 1500',
      /lacks the event at position 1500/,
    ],
    [
      'an event in another place',
      'update events set revision = 9999 where position = 1500',
      /otherwise about .* 1500/,
    ],
    [
      'an event of another stream',
      'update events set stream = 9999 where position = 1500',
      /otherwise about .* 1500/,
    ],
    [
      'an id that is not found',
      'update events set id_hash = 1 where position = 1500',
      /otherwise about .* 1500/,
    ],
    [
      'a stream under another name',
      "update streams set name = x'41' where id = 20",
      /calls stream 'case-\d+' otherwise/,
    ],
    ['a stream that is missing', 'delete from streams where id = 20', /lacks stream 'case-\d+'/],
  ] as const;

  it.each(changes)('tells of %s', async (_, sql, expected) => {
    const db = new DatabaseSync(index);
    db.exec('create temp table kept as select * from events where position = 1500');
    db.exec('create temp table kept_streams as select * from streams where id = 20');
    db.exec(sql);
    expect(await words()).toEqual([expect.stringMatching(expected)]);
    db.exec('insert or replace into events select * from kept');
    db.exec('insert or replace into streams select * from kept_streams');
    db.close();
  });

  it('tells of an event of the file that was changed, and of the rest of it', async () => {
    const { size } = statSync(file);
    const middle = Math.floor(size / 2);
    const before = bytesAt(file, middle, 2000);
    put(file, middle, Buffer.alloc(2000));
    expect((await words()).join('\n')).toMatch(/position \d+/);
    put(file, middle, before);
  });

  it('tells of a file that lost its end', async () => {
    truncateSync(file, Math.floor(statSync(file).size / 2));
    expect((await words()).at(-1)).toMatch(/^The file ends at byte \d+; its index knows it up to \d+\.$/);
  });
});

function pagesOf(path: string): Page[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const found = db.prepare('select name, pagetype, pgoffset, pgsize from dbstat order by pgoffset').all();
  db.close();
  return found.map((one) => ({
    table: String(one['name']),
    kind: String(one['pagetype']),
    at: Number(one['pgoffset']),
    size: Number(one['pgsize']),
  }));
}

function bytesAt(path: string, at: number, size: number): Buffer {
  const opened = openSync(path, 'r');
  const bytes = Buffer.alloc(size);
  readSync(opened, bytes, 0, size, at);
  closeSync(opened);
  return bytes;
}

function put(path: string, at: number, bytes: Buffer): void {
  const opened = openSync(path, 'r+');
  writeSync(opened, bytes, 0, bytes.length, at);
  closeSync(opened);
}
