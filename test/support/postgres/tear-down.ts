import type { PostgresServer } from './server';

export default async function tearDown(): Promise<void> {
  await (globalThis as { mizanPostgres?: PostgresServer }).mizanPostgres?.stop();
}
