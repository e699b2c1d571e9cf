import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NodeSqlite } from './node-sqlite';

const beyondNumbers = 9_223_372_036_854_775_807n;

describe('node:sqlite under the interface that Kysely expects', () => {
  let inner: DatabaseSync;
  let database: NodeSqlite;
  beforeEach(() => {
    inner = new DatabaseSync(':memory:');
    database = new NodeSqlite(inner, (error) => new Error('explained', { cause: error }));
    database.prepare('create table pair (n bigint, words text)').run([]);
  });
  afterEach(() => database.close());

  const add = (n: bigint, words: string | null) =>
    database.prepare('insert into pair values (?, ?)').run([n, words]);

  it('keeps 64-bit integers exact, both ways', () => {
    add(beyondNumbers, 'last');
    add(-beyondNumbers - 1n, null);
    const rows = database.prepare('select n, words from pair order by n').all([]);
    expect(rows.map((row) => ({ ...(row as object) }))).toStrictEqual([
      { n: -beyondNumbers - 1n, words: null },
      { n: beyondNumbers, words: 'last' },
    ]);
  });

  it.each([
    ['select 1', true],
    ['insert into pair values (1, null) returning n', true],
    ['insert into pair values (1, null)', false],
    ['create table other (n bigint)', false],
    ['begin', false],
  ])('tells whether %s gives rows', (sql, reader) => {
    expect(database.prepare(sql).reader).toBe(reader);
  });

  it('counts what a statement changed', () => {
    add(1n, 'a');
    expect(add(2n, 'b')).toStrictEqual({ changes: 1n, lastInsertRowid: 2n });
    expect(database.prepare('delete from pair').run([]).changes).toBe(2n);
  });

  it('prepares a text once, as long as few texts are known', () => {
    const prepare = jest.spyOn(inner, 'prepare');
    add(1n, 'a');
    add(2n, 'b');
    expect(prepare).toHaveBeenCalledTimes(1);
    for (let n = 0; n < 300; n++) database.prepare(`select ${n}`).all([]);
    add(3n, 'c');
    expect(prepare).toHaveBeenCalledTimes(302);
  });

  it('iterates while the same text is asked again', () => {
    for (const n of [1n, 2n, 3n]) add(n, null);
    const sql = 'select n from pair order by n';
    const seen: unknown[] = [];
    for (const row of database.prepare(sql).iterate([])) {
      seen.push((row as { n: bigint }).n, database.prepare(sql).all([]).length);
    }
    expect(seen).toStrictEqual([1n, 3, 2n, 3, 3n, 3]);
  });

  it('sees tables that were created after a statement was prepared', () => {
    const count = database.prepare('select count(*) as n from pair');
    database.prepare('alter table pair add column more text').run([]);
    expect({ ...(count.all([])[0] as object) }).toStrictEqual({ n: 0n });
  });

  it.each(['select * from nowhere', 'insert into pair values (1)'])('explains what fails: %s', (sql) => {
    expect(() => database.prepare(sql)).toThrow('explained');
  });
});
