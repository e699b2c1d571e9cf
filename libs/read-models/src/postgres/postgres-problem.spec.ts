import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createDatabase, dropDatabase, execute } from '../../../../test/support/postgres/databases';
import { migrate } from '../database/migrate';
import { ReadDatabaseProblem } from '../database/problem';
import { openReadDatabase, type ReadDatabase } from '../database/read-database';
import { explainPostgres } from './postgres-problem';

describe('a PostgreSQL database that cannot be used', () => {
  let url: string;
  beforeAll(async () => {
    url = await createDatabase();
  });
  afterAll(() => dropDatabase(url));

  const at = (changes: Partial<URL>) => Object.assign(new URL(url), changes).href;
  async function problemOf(
    postgresUrl: string,
    work: (db: ReadDatabase) => Promise<unknown> = migrate,
    readOnly = false,
  ): Promise<Pick<ReadDatabaseProblem, 'code' | 'message' | 'passing'>> {
    const db = openReadDatabase({ postgresUrl, readOnly });
    try {
      await work(db);
    } catch (error) {
      if (error instanceof ReadDatabaseProblem) return error;
      throw error;
    } finally {
      await db.close();
    }
    throw new Error('Nothing went wrong.');
  }

  it('is unreachable where nobody listens, which may pass; no password is repeated', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String((server.address() as AddressInfo).port);
    server.close();
    await once(server, 'close');
    const problem = await problemOf(at({ port, username: 'mizan', password: 'canary' }));
    expect(problem).toMatchObject({ code: 'READ_DATABASE_UNREACHABLE', passing: true });
    expect(problem.message).toMatch(
      /^The PostgreSQL database "test_\w+" at 127\.0\.0\.1:\d+ does not answer/,
    );
    expect(problem.message).not.toContain('canary');
  });

  it.each([
    ['no such user', { username: 'stranger' }, /role "stranger" does not exist/],
    ['no such database', { pathname: '/nowhere' }, /database "nowhere" does not exist/],
  ])('refuses Mizan: %s', async (_why, changes, words) => {
    const problem = await problemOf(at(changes));
    expect(problem).toMatchObject({ code: 'READ_DATABASE_DENIED', passing: false });
    expect(problem.message).toMatch(words);
  });

  it('refuses a user who may not create schemas', async () => {
    await execute(url, 'create role reader login');
    expect((await problemOf(at({ username: 'reader' }))).code).toBe('READ_DATABASE_DENIED');
  });

  it('is crowded when it accepts no more connections', async () => {
    await execute(url, 'create role crowd login connection limit 0');
    expect(await problemOf(at({ username: 'crowd' }))).toMatchObject({
      code: 'READ_DATABASE_CROWDED',
      passing: true,
    });
  });

  it('is not written by a reader', async () => {
    const write = (db: ReadDatabase) => sql`create table mine (n bigint)`.execute(db.kysely);
    expect((await problemOf(url, write, true)).code).toBe('READ_DATABASE_READ_ONLY');
  });

  it('fails what is under way when its connection ends, and goes on with another', async () => {
    const db = openReadDatabase({ postgresUrl: url });
    const { rows } = await sql<{ pid: bigint }>`select pg_backend_pid() as pid`.execute(db.kysely);
    const sleeping = sql`select pg_sleep(60)`.execute(db.kysely).then(
      () => 'slept',
      (error: unknown) => (error instanceof ReadDatabaseProblem ? error.code : error),
    );
    await untilActive(url, 'select pg_sleep(60)');
    await execute(url, `select pg_terminate_backend(${String(rows[0]?.pid)})`);
    expect(await sleeping).toBe('READ_DATABASE_UNREACHABLE');
    const answer = await sql<{ n: bigint }>`select 9007199254740993 as n`.execute(db.kysely);
    expect(answer.rows).toStrictEqual([{ n: 9_007_199_254_740_993n }]);
    await db.close();
  });

  it.each([
    ['53100', 'READ_DATABASE_FULL'],
    ['58030', 'READ_DATABASE_FULL'],
    ['XX001', 'READ_DATABASE_CORRUPT'],
    ['40P01', 'READ_DATABASE_BUSY'],
    ['57P03', 'READ_DATABASE_UNREACHABLE'],
    ['08006', 'READ_DATABASE_UNREACHABLE'],
  ])('SQLSTATE %s is %s', (code, expected) => {
    expect(explainPostgres('It')(Object.assign(new Error('words'), { code }))).toMatchObject({
      code: expected,
    });
  });

  it('leaves a fault of the statement as it is', () => {
    const fault = Object.assign(new Error('syntax error'), { code: '42601' });
    expect(explainPostgres('It')(fault)).toBe(fault);
  });
});

async function untilActive(url: string, query: string): Promise<void> {
  const db = openReadDatabase({ postgresUrl: url });
  for (;;) {
    const { rows } =
      await sql`select 1 from pg_stat_activity where query = ${query} and state = 'active'`.execute(
        db.kysely,
      );
    if (rows.length > 0) break;
  }
  await db.close();
}
