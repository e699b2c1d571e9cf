import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** Where the server of this test run is; set by its global set-up. */
const serverVariable = 'MIZAN_TEST_POSTGRES';
/** Set for the tests of the project "PostgreSQL". */
const choiceVariable = 'MIZAN_TEST_DATABASE';

/** Whether the tests of this file are to use PostgreSQL. */
export function onPostgres(): boolean {
  return process.env[choiceVariable] === 'PostgreSQL';
}

/** Connection string of a new, empty database of the test run's server. */
export async function createDatabase(server = serverOfRun()): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `create database ${name}`);
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

/** Also ends whoever still uses it. */
export async function dropDatabase(url: string, server = serverOfRun()): Promise<void> {
  await execute(server, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

/** Runs statements as the superuser. */
export async function execute(url: string, statements: string): Promise<void> {
  await rowsOf(url, statements);
}

/** What a query gives, as the superuser. */
export async function rowsOf<Row>(url: string, query: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(query)).rows as Row[];
  } finally {
    await client.end();
  }
}

export function serverOfRun(): string {
  const url = process.env[serverVariable];
  if (url === undefined)
    throw new Error('There is no PostgreSQL in this test run: start it with the project "PostgreSQL".');
  return url;
}
