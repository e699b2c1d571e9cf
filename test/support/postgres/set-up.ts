import { startPostgres, type PostgresServer } from './server';

const held = globalThis as { mizanPostgres?: PostgresServer };

/** Once per run of the project "PostgreSQL", in Jest's own process: the others inherit the variable. */
export default async function setUp(): Promise<void> {
  held.mizanPostgres = await startPostgres();
  process.env['MIZAN_TEST_POSTGRES'] = held.mizanPostgres.url;
}
