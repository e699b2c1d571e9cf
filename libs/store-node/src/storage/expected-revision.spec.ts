import { describe, expect, it } from '@jest/globals';
import type { Expected } from '../wire/append-messages';
import { TOMBSTONE } from '../wire/recorded-event';
import { type Decision, decideWrite, type StreamFacts } from './expected-revision';

/** A stream that holds these ids at revisions 0, 1, 2 … */
function stream(ids: readonly string[], facts: Partial<StreamFacts> = {}): StreamFacts {
  return {
    last: ids.length - 1,
    softDeleted: false,
    hasMetadata: () => false,
    revisionOf: (id) => (ids.includes(id) ? ids.lastIndexOf(id) : undefined),
    idAt: (revision) => ids[revision],
    ...facts,
  };
}

const any: Expected = { kind: 'any' };
const noStream: Expected = { kind: 'noStream' };
const exists: Expected = { kind: 'streamExists' };
const at = (revision: number): Expected => ({ kind: 'revision', revision: BigInt(revision) });

const write: Decision = { kind: 'write' };
const deleted: Decision = { kind: 'deleted' };
const repeat = (revision: number): Decision => ({ kind: 'repeat', revision });
const conflict = (current: number): Decision => ({ kind: 'conflict', current });

describe('decideWrite', () => {
  const abc = stream(['a', 'b', 'c']);

  it.each<[string, Expected, readonly string[], StreamFacts, Decision]>([
    ['any on a new stream', any, ['x'], stream([]), write],
    ['no_stream on a new stream', noStream, ['x'], stream([]), write],
    ['a revision on a new stream', at(0), ['x'], stream([]), conflict(-1)],
    ['stream_exists on a new stream', exists, ['x'], stream([]), conflict(-1)],
    ['stream_exists where only metadata is', exists, ['x'], stream([], { hasMetadata: () => true }), write],
    ['the current revision', at(2), ['x'], abc, write],
    ['an older revision', at(1), ['x'], abc, conflict(2)],
    ['a later revision', at(3), ['x'], abc, conflict(2)],
    ['no_stream on a stream', noStream, ['x'], abc, conflict(2)],
    ['the same write again', noStream, ['a', 'b', 'c'], abc, repeat(2)],
    ['a prefix of it', noStream, ['a', 'b'], abc, repeat(1)],
    ['a run inside it', at(0), ['b'], abc, repeat(1)],
    ['the same ids in another order', noStream, ['b', 'a'], abc, conflict(2)],
    ['known ids that go on unknown', noStream, ['a', 'b', 'c', 'd'], abc, conflict(2)],
    ['known ids that go on unknown, under any', any, ['c', 'd'], abc, conflict(2)],
    ['known ids under any', any, ['b', 'c'], abc, repeat(2)],
    ['known ids under stream_exists', exists, ['a'], abc, repeat(0)],
    ['a known id at the current revision', at(2), ['a'], abc, write],
    ['nothing, expecting an older revision', at(1), [], abc, conflict(2)],
    ['nothing, expecting any', any, [], abc, write],
    ['anything on a tombstone', any, ['x'], stream([], { last: TOMBSTONE }), deleted],
    ['stream_exists on a deleted stream', exists, ['x'], stream(['a'], { softDeleted: true }), deleted],
    ['no_stream on a deleted stream', noStream, ['x'], stream(['a'], { softDeleted: true }), write],
    [
      'no_stream on a deleted stream, known id',
      noStream,
      ['a'],
      stream(['a'], { softDeleted: true }),
      repeat(0),
    ],
    [
      'an older revision of a deleted stream',
      at(0),
      ['x'],
      stream(['a', 'b'], { softDeleted: true }),
      conflict(1),
    ],
  ])('%s', (_name, expected, ids, facts, decision) => {
    expect(decideWrite(expected, ids, facts)).toEqual(decision);
  });
});
