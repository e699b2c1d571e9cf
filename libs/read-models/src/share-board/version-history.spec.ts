import { describe, expect, it } from '@jest/globals';
import { folded } from './kept-views';
import type { VersionRow } from './share-board.tables';
import { VersionHistory } from './version-history';

interface Row extends VersionRow {
  id: string;
}

/** As it is written: `a` and `b` keep no view once they have ended. */
const row = (id: string, from: bigint, to: bigint | null = null, of = `${id} ${from}`): Row => ({
  id,
  from_position: from,
  to_position: to,
  created_position: 1n,
  revision: 0n,
  exercise: 0n,
  event: null,
  view: to === null || id > 'b' ? JSON.stringify(of) : folded,
});

describe('the history of rows', () => {
  const stored = new Map<string, Row>();
  const loads: string[] = [];
  const open = () =>
    new VersionHistory<Row, string>({
      load: (id) => {
        loads.push(id);
        const found = stored.get(id);
        return Promise.resolve(found ? { row: found, view: JSON.parse(found.view) as string } : null);
      },
      keepsView: ({ id }) => id > 'b',
    });
  const add = async (history: VersionHistory<Row, string>, id: string, position: bigint) => {
    await history.before(position, id);
    history.add(id, { row: row(id, position), view: `${id} ${position}` });
  };

  it('holds back what is in force until it has ended', async () => {
    const history = open();
    await add(history, 'a', 1n);
    expect(history.endedRows(9)).toStrictEqual({ added: [], replaced: [] });
    await add(history, 'a', 2n);
    expect(history.endedRows(9)).toStrictEqual({ added: [row('a', 1n, 2n)], replaced: [] });
    expect(history.rows()).toStrictEqual({ added: [row('a', 2n)], replaced: [] });
    expect(history.rows()).toStrictEqual({ added: [], replaced: [] });
  });

  it('lets go of what has not changed for longest, and ends it where it is stored', async () => {
    const history = open();
    for (const [n, id] of ['a', 'b', 'c', 'a'].entries()) await add(history, id, BigInt(n + 1));
    expect(history.endedRows(2)).toStrictEqual({ added: [row('a', 1n, 4n), row('b', 2n)], replaced: [] });
    stored.set('b', row('b', 2n));
    loads.length = 0;
    await add(history, 'b', 5n);
    await add(history, 'a', 6n);
    expect(loads).toStrictEqual(['b']);
    expect(history.rows()).toStrictEqual({
      added: [row('a', 4n, 6n), row('c', 3n), row('b', 5n), row('a', 6n)],
      replaced: [row('b', 2n, 5n)],
    });
  });

  it('replaces what was written while it was in force', async () => {
    const history = open();
    await add(history, 'd', 1n);
    history.rows();
    await add(history, 'd', 2n);
    expect(history.rows()).toStrictEqual({ added: [row('d', 2n)], replaced: [row('d', 1n, 2n)] });
  });

  it('makes one version of two changes at one position', async () => {
    const history = open();
    await add(history, 'e', 1n);
    history.add('e', { row: row('e', 1n), view: 'later' });
    expect(history.rows()).toStrictEqual({ added: [row('e', 1n, null, 'later')], replaced: [] });
    history.add('e', { row: row('e', 1n), view: 'latest' });
    expect(history.rows()).toStrictEqual({ added: [], replaced: [row('e', 1n, null, 'latest')] });
    expect(history.before(2n, 'e')).toMatchObject({ view: 'latest' });
  });

  it('writes no view of what has ended, except where it is kept', async () => {
    const history = open();
    for (const id of ['a', 'f']) for (const position of [1n, 2n]) await add(history, id, position);
    expect(history.endedRows(9).added.map(({ view }) => view)).toStrictEqual([folded, '"f 1"']);
    expect(history.rows().added.map(({ view }) => view)).toStrictEqual(['"a 2"', '"f 2"']);
  });
});
