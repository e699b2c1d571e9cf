import { describe, expect, it } from '@jest/globals';
import { Random } from '../model/random';
import { audit, NOTHING_AUDITED } from './audit';
import type { Found } from './drain';
import { Writer } from './writer';

/** A writer that sent appends of two events each, of which so many events were acknowledged. */
function promised(acknowledged: number) {
  const writer = new Writer('s', { isAlone: true, random: new Random(1) });
  for (const [index, id] of ['a', 'b', 'c', 'd'].entries())
    writer.sent.push({ id, append: 1 + Math.floor(index / 2) });
  return [{ writer, acknowledged }];
}

const served = (...ids: string[]): Found[] =>
  ids.map((id, revision) => ({ id, revision, stream: 's', position: BigInt(revision + 1) }));

const clean = { ...NOTHING_AUDITED, acknowledged: 2, found: 2 };

describe('the audit after a crash', () => {
  it.each([
    ['what was acknowledged is there', served('a', 'b'), clean],
    ['what was not acknowledged may be there', served('a', 'b', 'c', 'd'), clean],
    ['an event is lost', served('a'), { ...clean, found: 1, lost: 1 }],
    ['an event is there twice', served('a', 'b', 'b'), { ...clean, doubled: 1 }],
    ['events changed places', served('b', 'a'), { ...clean, reordered: 1 }],
    ['an append is there by half', served('a', 'b', 'c'), { ...clean, torn: 1 }],
    ['nobody sent it', served('a', 'b', 'x'), { ...clean, foreign: 1 }],
  ])('%s', (_, found, report) => {
    expect(audit(found, promised(2))).toEqual(report);
  });

  it('sees revisions and positions that do not follow each other', () => {
    const [first, second] = served('a', 'b') as [Found, Found];
    expect(audit([first, { ...second, revision: 2 }], promised(2)).reordered).toBe(1);
    expect(audit([first, { ...second, position: 1n }], promised(2)).reordered).toBe(1);
  });
});
