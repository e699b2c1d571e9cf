import { readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { sql } from 'kysely';
import type { ReadDatabase } from '../database/read-database';

/** What a worker that was killed in the middle of a rebuild leaves behind. */
export async function leaveBeside({ location, kysely }: ReadDatabase, name: string): Promise<void> {
  if ('file' in location) writeFileSync(`${location.file}-rebuild-${name}`, 'left behind');
  else await kysely.schema.createSchema(`mizan_rebuild_${name}_0123456789ab`).execute();
}

/** Files or schemas of rebuilds that are there. */
export async function leftBeside({ location, kysely }: ReadDatabase): Promise<readonly string[]> {
  if ('file' in location) {
    const prefix = `${basename(location.file)}-rebuild-`;
    return readdirSync(dirname(location.file)).filter((file) => file.startsWith(prefix));
  }
  const { rows } = await sql<{ nspname: string }>`select nspname from pg_catalog.pg_namespace
    where nspname like 'mizan_rebuild%'`.execute(kysely);
  return rows.map(({ nspname }) => nspname);
}
