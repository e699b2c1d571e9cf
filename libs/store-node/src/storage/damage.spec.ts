import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyStore } from '../operate/verify';
import { type IndexState, readState, stateWriter } from './index/index-state';
import { startWords } from './start-words';
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

/** Ten events of stream `a` at positions 13 to 22, each a commit, then whatever is done to the files. */
function damagedBy(damage: () => void): Store {
  start();
  for (let id = 1; id <= 10; id++) {
    append('a', id);
    store?.writer.flush();
  }
  store?.close();
  store = undefined;
  damage();
  return start();
}

/** Changes the first byte of some text that is in the file once. */
function flip(text: string): void {
  const bytes = readFileSync(database);
  const at = bytes.indexOf(text);
  expect([at > 0, bytes.indexOf(text, at + 1)]).toEqual([true, -1]);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(database, bytes);
}

const flipped = (): void => flip('{"n":4}');

/** A change of the index, by somebody who keeps its own rules. */
function indexed(sql: string): () => void {
  return () => {
    const db = new DatabaseSync(`${database}-index`);
    db.exec(sql);
    db.close();
  };
}

/** Another state of the index, under a checksum that fits. */
function restated(change: (state: IndexState) => IndexState): () => void {
  return () => {
    const db = new DatabaseSync(`${database}-index`);
    stateWriter(db)(change(readState(db) as IndexState));
    db.close();
  };
}

describe('an event whose bytes have changed', () => {
  it('is named with stream, revision and position, and never read; what stands before and behind it is', () => {
    const { events, streams } = damagedBy(flipped);
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
    damagedBy(flipped);
    const [repeat, other] = [append('a', 4), append('b', 50)];
    const unrelated = append('a', 60);
    store?.writer.flush();
    expect(repeat).toEqual([{ kind: 'fault', damaged: true, text: expect.stringContaining('position 16') }]);
    expect(other).toEqual([{ kind: 'written', revision: 0, position: 23 }]);
    expect(unrelated).toEqual([{ kind: 'written', revision: 10, position: 24 }]);
  });

  it('is found by a walk through the file', async () => {
    damagedBy(flipped);
    const found = await verifyStore(database);
    expect([found.events, found.faults, found.firstFaults]).toEqual([
      22,
      1,
      ["The event at position 16 (revision 3 of stream 'a') has a checksum that does not fit."],
    ]);
  });
});

describe('a row of the index that was tampered with', () => {
  it.each([
    ['another checksum', 'update events set checksum = checksum + 1 where position = 16'],
    [
      'the place of another',
      'update events set place = (select place from events where position = 17) where position = 16',
    ],
    ['a place beyond the end', 'update events set place = 1 << 40 where position = 16'],
    ['a length without bounds', 'update events set length = 1 << 50 where position = 16'],
    ['another revision', 'update events set revision = 77 where position = 16'],
    [
      'another stream',
      "update events set stream = (select id from streams where name = x'2473746f7265'), revision = 3 where position = 16",
    ],
  ])(
    'serves nothing wrong with %s, is told by a walk, and heals when the index is removed',
    async (_, sql) => {
      const { events } = damagedBy(indexed(sql));
      expect(() => events.allPage(16)).toThrow('position 16');
      store?.close();
      store = undefined;
      const found = await verifyStore(database);
      expect(found.firstFaults).toContain(
        'The index says otherwise about the event at position 16 than the file.',
      );
      rmSync(`${database}-index`);
      expect(start().findings.indexed.madeAnew).toBe('missing');
      expect(start().events.allPage(16)[0]).toMatchObject({ position: 16, revision: 3 });
      expect((await verifyStore(database)).faults).toBe(0);
    },
  );

  it('is missed when it is gone', async () => {
    const { events, streams } = damagedBy(indexed('delete from events where position = 16'));
    expect(() => events.streamPage(streams.idOf('a'), { from: 0, to: 9 })).toThrow(
      "An event (revision 3 of stream 'a') is missing.",
    );
    const found = await verifyStore(database);
    expect(found.firstFaults).toEqual(['The index lacks the event at position 16.']);
  });

  it('is told when a stream has another name, or none', async () => {
    damagedBy(indexed("update streams set name = x'62' where name = x'61'"));
    expect((await verifyStore(database)).firstFaults).toEqual([
      "The index calls stream 'a' otherwise than the file.",
    ]);
    store?.close();
    indexed("delete from streams where name = x'62'")();
    store = undefined;
    expect((await verifyStore(database)).firstFaults).toEqual(["The index lacks stream 'a'."]);
  });
});

describe('an index that cannot be used', () => {
  it.each([
    ['damaged', () => writeFileSync(`${database}-index`, 'This was never an index.'.repeat(300))],
    ['of another version', indexed('pragma user_version = 99')],
    ['damaged', indexed("update state set said = replace(said, 'last', 'lost')")],
    ["another file's", restated((state) => ({ ...state, log: 'ff' }))],
    ['of another state of the file', restated((state) => ({ ...state, last: { ...state.last, sum: 1 } }))],
  ])('is made anew when it is %s', (why, damage) => {
    const opened = damagedBy(damage);
    expect(opened.findings.indexed.madeAnew).toBe(why);
    expect(startWords(database, opened.findings)).toContain(`Its index was ${why} and was made anew.`);
    expect(opened.events.allPage(13)).toHaveLength(10);
    expect(opened.streams.lastOf('a')).toBe(9);
  });

  it.each([
    ['damaged', () => writeFileSync(`${database}-index`, 'This was never an index.'.repeat(300))],
    ['damaged', indexed("update state set said = replace(said, 'last', 'lost')")],
    ['of another version', indexed('pragma user_version = 99')],
    ['that of another file', restated((state) => ({ ...state, log: 'ff' }))],
  ])('is told by a walk when it is %s', async (what, damage) => {
    start();
    store?.close();
    store = undefined;
    damage();
    expect((await verifyStore(database)).firstFaults).toEqual([
      `The index is ${what}: the next start of a node makes it anew from the file.`,
    ]);
  });
});

describe('a file whose commits are damaged', () => {
  /** Where the commit of the event with this number begins in the file. */
  const commitOf = (id: number): number => {
    const bytes = readFileSync(database);
    return bytes.lastIndexOf(bytes.subarray(12, 20), bytes.indexOf(`{"n":${String(id)}}`));
  };
  const change = (at: number): void => {
    const bytes = readFileSync(database);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(database, bytes);
  };

  it('is served with its index, which knows where everything is, and told by a walk', async () => {
    const { events } = damagedBy(() => change(commitOf(4)));
    expect(events.allPage(13)).toHaveLength(10);
    expect((await verifyStore(database)).firstFaults).toEqual([
      expect.stringMatching(/^Between position 15 and position 17 the file cannot be read \(byte \d+\)\.$/),
      'The index has an event at position 16, and the file has none.',
      "Stream 'a' has 9 events, but its last revision is 9.",
    ]);
  });

  it('is refused without an index, since what follows the damage would be lost', () => {
    const opening = (): unknown =>
      damagedBy(() => {
        change(commitOf(4));
        rmSync(`${database}-index`);
      });
    expect(opening).toThrow(
      /is damaged at byte \d+, with other commits behind that place, and was not served/,
    );
  });

  it('is refused when the last commit that its index knows is gone', () => {
    expect(() => damagedBy(() => change(commitOf(10)))).toThrow(
      /is damaged at byte \d+, in the last commit that its index knows/,
    );
  });

  /** As the file system may leave the last commit after a power cut; behind it is what was written ahead. */
  const torn: readonly (readonly [string, (commit: Buffer) => Buffer])[] = [
    ['its end', (commit) => commit.subarray(0, -50)],
    // Longer than what is written over it next.
    ['the end of many events', (commit) => Buffer.concat([commit.subarray(0, -50), Buffer.alloc(400, 7)])],
    ['something in its middle', (commit) => Buffer.from(commit).fill(0, 60, 90)],
    ['its beginning', (commit) => Buffer.from(commit).fill(0, 0, 30)],
  ];

  it.each(torn)('lacks %s when nobody was told of it, says so, and goes on', (_, tear) => {
    const opened = damagedBy(() => {
      const bytes = readFileSync(database);
      const commit = tear(bytes.subarray(commitOf(10)));
      writeFileSync(database, Buffer.concat([bytes, commit, Buffer.alloc(5000)]));
    });
    expect(startWords(database, opened.findings)[1]).toMatch(
      /^The last run did not end in order: 0 whole commits behind its index were taken into it\. The last commit was torn \(\d+ bytes\)/,
    );
    expect(opened.lastPosition()).toBe(22);
    append('b', 50);
    opened.writer.flush();
    const again = start();
    expect(again.events.allPage(13)).toHaveLength(11);
    expect(startWords(database, again.findings)[1]).toBe('The last run ended in order.');
  });
});
