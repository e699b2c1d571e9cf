import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, type Compilable } from 'kysely';
import { cursorAt } from '../database/paging';
import type { ReadDatabase } from '../database/read-database';
import { scratch, type Scratch } from '../testing/scratch';
import { CaseQueries } from '../share-board/case.queries';
import { ofCases, ofLinkedStrikes } from '../share-board/own-event';
import { StrikeQueries } from '../share-board/strike.queries';

/** The way SQLite goes about a statement, step by step. */
async function planOf(db: ReadDatabase, query: Compilable): Promise<readonly string[]> {
  const { sql: text, parameters } = query.compile();
  const parts = text
    .split('?')
    .flatMap((part, n) => (n === 0 ? [sql.raw(part)] : [sql.val(parameters[n - 1]), sql.raw(part)]));
  const { rows } = await sql<{ detail: string }>`explain query plan ${sql.join(parts, sql``)}`.execute(
    db.kysely,
  );
  return rows.map(({ detail }) => detail);
}

describe('plans of the board', () => {
  let files: Scratch;
  let db: ReadDatabase;
  let cases: CaseQueries;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    cases = new CaseQueries(db);
  });
  afterEach(() => files.clear());

  const after = cursorAt(7n);

  it('reads the current board in its order from the index of current versions', async () => {
    expect(await planOf(db, cases.board({ asOf: null, limit: 50 }))).toStrictEqual([
      'SCAN case_version USING INDEX case_version_current',
    ]);
    expect(await planOf(db, cases.board({ asOf: null, limit: 50, after }))).toStrictEqual([
      'SEARCH case_version USING INDEX case_version_current (created_position>?)',
    ]);
    expect(await planOf(db, cases.board({ asOf: null, limit: 50, state: 'Admitted' }))).toStrictEqual([
      'SEARCH case_version USING INDEX case_version_state (state=?)',
    ]);
  });

  it('reads a past board in its order from the index of the history, up to where its future begins', async () => {
    expect(await planOf(db, cases.board({ asOf: 99n }))).toStrictEqual([
      'SEARCH case_version USING INDEX case_version_history (created_position<?)',
    ]);
    expect(await planOf(db, cases.board({ asOf: 99n, limit: 50, after }))).toStrictEqual([
      'SEARCH case_version USING INDEX case_version_history (created_position>? AND created_position<?)',
    ]);
  });

  it.each([null, 99n])('finds one version by its key (as of %s)', async (asOf) => {
    const [step, ...more] = await planOf(db, cases.versionOf('id', asOf));
    expect(step).toMatch(/^SEARCH case_version USING INDEX \S+ \(case_id=\?/);
    expect(more).toStrictEqual([]);
  });

  it('finds a reference in the index of references', async () => {
    expect(await planOf(db, cases.idsOf('PK-7F3A-Q2', null))).toStrictEqual([
      'SEARCH case_version USING INDEX case_version_reference (reference=?)',
    ]);
  });

  it('reads strikes the same way', async () => {
    const strikes = new StrikeQueries(db);
    expect(await planOf(db, strikes.board({ asOf: null, limit: 50 }))).toStrictEqual([
      'SCAN strike_version USING INDEX strike_version_current',
    ]);
    expect(await planOf(db, strikes.board({ asOf: 9n, limit: 50 }))).toStrictEqual([
      'SEARCH strike_version USING INDEX strike_version_history (created_position<?)',
    ]);
  });

  it('reads events by the keys of their cases and strikes', async () => {
    const spans = [
      { cases: new Map([['id', null]]), upTo: null },
      {
        cases: new Map([
          ['a', null],
          ['b', 7n],
          ['c', null],
        ]),
        upTo: 99n,
      },
    ];
    for (const span of spans) {
      const own = await planOf(db, ofCases(db.kysely, span));
      expect(own.filter((step) => step.startsWith('SCAN'))).toStrictEqual([]);
      expect(own.join()).toMatch(/SEARCH case_version USING INDEX \S+ \(case_id=\?/);
      const strikes = await planOf(db, ofLinkedStrikes(db.kysely, span));
      expect(strikes.filter((step) => step.startsWith('SCAN'))).toStrictEqual([]);
      expect(strikes.join()).toMatch(/SEARCH strike_version USING INDEX \S+ \(strike_id=\?/);
      expect(strikes.join()).toMatch(/SEARCH case_strike USING (COVERING )?INDEX \S+ \(case_id=\?/);
    }
  });
});
