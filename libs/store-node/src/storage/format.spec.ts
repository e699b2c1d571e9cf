import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyStore } from '../operate/verify';
import { openStore, type Store } from './store';

/** Written by the code that knew format 1 only: 302 events, a deleted and a tombstoned stream, an empty write. */
const FIXTURE = join(__dirname, '..', '..', 'test', 'fixtures', 'format-1.db');

let folder: string;
let database: string;
let said: string[];
let open: Store | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mizan-format-'));
  database = join(folder, 'events.db');
  copyFileSync(FIXTURE, database);
  said = [];
});

afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

function start(): Store {
  open = openStore(database, (line) => said.push(line));
  return open;
}

function close(): void {
  open?.close();
  open = undefined;
}

/** Everything in the file, as it was before. */
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

async function migrated(): Promise<void> {
  while (!said.includes('Every event has its checksum now.')) await turn();
}

describe('a file of format 1', () => {
  it('serves at once and gets its checksums meanwhile, also for what is appended now', async () => {
    const before = framesOf(database);
    const store = start();
    expect(store.findings).toMatchObject({
      format: 2,
      schema: { kind: 'migrated', from: 1 },
      events: before.length,
      withoutChecksum: store.lastPosition(),
    });
    expect(framesIn(store)).toEqual(before);
    store.writer.submit({
      request: {
        kind: 'append',
        stream: 'new',
        expected: { kind: 'noStream' },
        events: [
          {
            id: '00000000-0000-4000-8000-999999999999',
            type: 'New',
            contentType: 'application/json',
            metadata: Buffer.alloc(0),
            data: Buffer.from('{}'),
          },
        ],
      },
      isExpired: () => false,
      done: ({ kind }) => said.push(kind),
    });
    await migrated();
    expect(said).toEqual(['written', 'Every event has its checksum now.']);
    expect(framesIn(store).slice(0, -1)).toEqual(before);
    close();
    expect(framesOf(database).slice(0, -1)).toEqual(before);
    const found = await verifyStore(database);
    expect(found).toMatchObject({ format: 2, events: before.length + 1, withoutChecksum: 0, faults: 0 });
  });

  it('goes on where it was interrupted', async () => {
    const store = start();
    await turn();
    close();
    const { withoutChecksum } = await verifyStore(database);
    expect(withoutChecksum).toBeGreaterThan(0);
    expect(withoutChecksum).toBeLessThan(store.findings.events);
    expect(start().findings).toMatchObject({
      schema: { kind: 'current' },
      withoutChecksum: expect.any(Number),
    });
    await migrated();
    close();
    expect(await verifyStore(database)).toMatchObject({ withoutChecksum: 0, faults: 0 });
  });

  it('can be looked at before any node has brought it forwards', async () => {
    expect(await verifyStore(database)).toMatchObject({ format: 1, faults: 0, firstFaults: [] });
  });

  it('keeps an event that contradicts itself from being served, before and after', async () => {
    const db = new DatabaseSync(database);
    db.exec('update events set frame = (select frame from events where position = 40) where position = 41');
    db.close();
    const store = start();
    expect(() => store.events.allPage(41)).toThrow(
      "The event at position 41 (revision 3 of stream 'case-4')",
    );
    await migrated();
    expect(() => store.events.allPage(41)).toThrow('position 41');
    expect(store.events.allPage(42, 1).map((row) => row.position)).toEqual([42]);
    close();
    const found = await verifyStore(database);
    expect([found.faults, found.firstFaults[0]]).toEqual([1, expect.stringContaining('position 41')]);
  });
});
