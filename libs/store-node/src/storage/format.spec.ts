import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { storeInfo } from '../operate/info';
import { verifyStore } from '../operate/verify';
import { openStore, type Store } from './store';

/** Written by the code that knew no later format: 302 events, a deleted and a tombstoned stream, an empty write. */
const fixture = (format: number): string =>
  join(__dirname, '..', '..', 'test', 'fixtures', `format-${String(format)}.db`);

let folder: string;
let database: string;
let said: string[];
let open: Store | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mizan-format-'));
  database = join(folder, 'events.db');
  said = [];
});

afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

function start(): Store {
  close();
  open = openStore(database, (line) => said.push(line));
  return open;
}

function close(): void {
  open?.close();
  open = undefined;
}

/** Everything that an older file has. */
function framesOf(path: string): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db.prepare('select position, frame from events order by position').all();
  db.close();
  return rows.map(
    (row) => `${String(row['position'])} ${Buffer.from(row['frame'] as Uint8Array).toString('hex')}`,
  );
}

function framesIn(store: Store): string[] {
  const found: string[] = [];
  for (let from = 0; ;) {
    const rows = store.events.allPage(from);
    if (rows.length === 0) return found;
    found.push(...rows.map((row) => `${String(row.position)} ${row.frame.toString('hex')}`));
    from = (rows.at(-1)?.position ?? 0) + 1;
  }
}

describe.each([1, 2])('a file of format %i', (format) => {
  beforeEach(() => copyFileSync(fixture(format), database));

  it('is brought forwards with every event in its place, and kept beside the new one', async () => {
    const before = framesOf(database);
    const store = start();
    expect(store.findings).toMatchObject({ format: 3, isNew: false, from: format, events: before.length });
    expect(framesIn(store)).toEqual(before);
    const kept = `${database}.format-${String(format)}`;
    expect(said).toEqual([
      `The file had format ${String(format)} and was brought forwards; it is kept as ${kept} and can be removed.`,
    ]);
    expect(readFileSync(kept)).toEqual(readFileSync(fixture(format)));
    expect(store.streams.lastOf('case-4')).toBeGreaterThan(3);
    expect(framesIn(start())).toEqual(before);
    expect(await verifyStore(database)).toMatchObject({ format: 3, events: before.length, faults: 0 });
  });

  it('keeps a damaged event damaged, and from being served', async () => {
    const db = new DatabaseSync(database);
    db.exec('update events set frame = (select frame from events where position = 40) where position = 41');
    db.close();
    const store = start();
    expect(() => store.events.allPage(41)).toThrow(
      "The event at position 41 (revision 3 of stream 'case-4') has a checksum that does not fit",
    );
    expect(store.events.allPage(42, 1).map((row) => row.position)).toEqual([42]);
    const found = await verifyStore(database);
    expect([found.faults, found.firstFaults[0]]).toEqual([1, expect.stringContaining('position 41')]);
  });

  it.each([-1, 1])('is served around an event that stands in the place of one %i further', (by) => {
    const db = new DatabaseSync(database);
    db.exec('drop index events_by_revision');
    db.exec(`update events set revision = revision + ${String(by)} where position = 41`);
    db.close();
    const { events, streams } = start();
    expect(said.some((line) => line.includes('is in the file twice'))).toBe(true);
    const stream = streams.idOf('case-4');
    expect(events.at(stream, 3 + by)).toMatchObject({ revision: 3 + by });
    expect(events.streamPage(stream, { from: 0, to: 2 })).toHaveLength(3);
    expect(() => events.streamPage(stream, { from: 3, to: 9 })).toThrow(
      /revision 3 of stream 'case-4'\) is missing/,
    );
  });

  it('is left to a node: what only reads says so', async () => {
    expect(() => storeInfo(database)).toThrow(
      /has an older format than 3\. Start a node on it once, .* that brings it forwards and keeps the old file/,
    );
    await expect(verifyStore(database)).rejects.toMatchObject({ code: 'OLD' });
    expect(readFileSync(database)).toEqual(readFileSync(fixture(format)));
  });

  it('stays what it is when another file has the name that it would be kept under', () => {
    const kept = `${database}.format-${String(format)}`;
    writeFileSync(kept, 'somebody else');
    expect(start).toThrow(/exists already\. Move that file away/);
    expect([readFileSync(kept, 'utf8'), readFileSync(database)]).toEqual([
      'somebody else',
      readFileSync(fixture(format)),
    ]);
    expect(existsSync(`${database}.converting`)).toBe(false);
  });

  it('is begun again after a crash in between', () => {
    writeFileSync(`${database}.converting`, 'half a file');
    const before = framesOf(database);
    expect(framesIn(start())).toEqual(before);
    expect(existsSync(`${database}.converting`)).toBe(false);
  });
});
