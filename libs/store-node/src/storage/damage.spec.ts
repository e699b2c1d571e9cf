import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyStore } from '../operate/verify';
import { openStore, type Store } from './store';
import type { NewEvent, WriteOutcome } from './write-request';

let folder: string;
let database: string;
let said: string[];
let store: Store | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mizan-damage-'));
  database = join(folder, 'events.db');
  said = [];
});

afterEach(() => {
  store?.close();
  store = undefined;
  rmSync(folder, { recursive: true });
});

function start(): Store {
  store?.close();
  store = openStore(database, (line) => said.push(line));
  return store;
}

function event(id: number): NewEvent {
  return {
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    type: 'Tested',
    contentType: 'application/json',
    metadata: Buffer.alloc(0),
    data: Buffer.from(`{"n":${String(id)}}`),
  };
}

function append(stream: string, ...ids: number[]): WriteOutcome[] {
  const outcomes: WriteOutcome[] = [];
  store?.writer.submit({
    request: { kind: 'append', stream, expected: { kind: 'any' }, events: ids.map(event) },
    isExpired: () => false,
    done: (outcome) => outcomes.push(outcome),
  });
  return outcomes;
}

/** Ten events of stream `a` at positions 13 to 22, then whatever is done to the file. */
function damagedBy(sql: string): Store {
  start();
  append('a', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  store?.writer.flush();
  store?.close();
  store = undefined;
  const db = new DatabaseSync(database);
  db.exec(sql);
  db.close();
  return start();
}

const FLIPPED =
  "update events set frame = cast(substr(frame, 1, 90) || x'7e' || substr(frame, 92) as blob) where position = 16";

describe('an event whose bytes have changed', () => {
  it('is named with stream, revision and position, and never read; what stands before and behind it is', () => {
    const { events, streams } = damagedBy(FLIPPED);
    const id = streams.idOf('a');
    expect(events.streamPage(id, { from: 0, to: 9 }).map((row) => row.revision)).toEqual([0, 1, 2]);
    expect(() => events.streamPage(id, { from: 3, to: 9 })).toThrow(
      `The event at position 16 (revision 3 of stream 'a') has a checksum that does not fit. It is in ${database} and is not served.`,
    );
    expect(events.allPage(13).map((row) => row.position)).toEqual([13, 14, 15]);
    expect(() => events.allPage(16)).toThrow('position 16');
    expect(() => events.at(id, 3)).toThrow('position 16');
    expect(events.allPageBack(22).map((row) => row.position)).toEqual([22, 21, 20, 19, 18, 17]);
    expect(() => events.streamPageBack(id, { from: 0, to: 3 })).toThrow('position 16');
    // Told once, however often it is asked for.
    expect(said.filter((line) => line.includes('position 16'))).toHaveLength(1);
  });

  it('fails the write that has to know it, and no other of the same commit', () => {
    damagedBy(FLIPPED);
    const [repeat, other] = [append('a', 4), append('b', 50)];
    const unrelated = append('a', 60);
    store?.writer.flush();
    expect(repeat).toEqual([{ kind: 'fault', damaged: true, text: expect.stringContaining('position 16') }]);
    expect(other).toEqual([{ kind: 'written', revision: 0, position: 23 }]);
    expect(unrelated).toEqual([{ kind: 'written', revision: 10, position: 24 }]);
  });

  it('is found by a walk through the file', async () => {
    damagedBy(FLIPPED);
    const found = await verifyStore(database);
    expect([found.events, found.faults, found.firstFaults]).toEqual([
      22,
      1,
      ["The event at position 16 (revision 3 of stream 'a') has a checksum that does not fit."],
    ]);
  });
});

describe('a row that was tampered with', () => {
  it.each([
    ['has lost its checksum', 'update events set checksum = null where position = 16'],
    [
      'holds the bytes of another',
      'update events set (frame, checksum) = (select frame, checksum from events where position = 17) where position = 16',
    ],
    ['has another revision', 'update events set revision = 77 where position = 16'],
    [
      'stands in another stream',
      "update events set stream = (select id from streams where name = x'2473746f7265'), revision = 3 where position = 16",
    ],
  ])('is not served when it %s', async (_case, sql) => {
    const { events } = damagedBy(sql);
    expect(() => events.allPage(16)).toThrow('position 16');
    expect((await verifyStore(database)).faults).toBeGreaterThan(0);
  });

  it('is missed when it is gone', async () => {
    const { events, streams } = damagedBy('delete from events where position = 16');
    expect(() => events.streamPage(streams.idOf('a'), { from: 0, to: 9 })).toThrow(
      "An event (revision 3 of stream 'a') is missing.",
    );
    const found = await verifyStore(database);
    expect(found.firstFaults).toEqual(["Stream 'a' has 9 events, but its last revision is 9."]);
  });
});
