import { sql } from 'kysely';
import type { ReadDatabase } from '../database/read-database';

/** Every row of these tables, in the order of their keys, as plain objects that strict equality can compare. */
export async function dump(
  { kysely }: ReadDatabase,
  tables: readonly { readonly name: string; readonly key: readonly string[] }[],
): Promise<Readonly<Record<string, readonly object[]>>> {
  const dumped: Record<string, readonly object[]> = {};
  for (const { name, key } of tables) {
    const order = sql.join(key.map((column) => sql.ref(column)));
    const { rows } = await sql<object>`select * from ${sql.table(name)} order by ${order}`.execute(kysely);
    dumped[name] = rows.map((row) => ({ ...row }));
  }
  return dumped;
}
