import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { SqlValue, Table } from './table';

/** Rows per statement: few texts to prepare, and far below every database's limit on variables. */
const sizes = [256, 64, 16, 4, 1] as const;

/** Compiled texts by dialect, table and number of rows: compiling costs more than writing. */
const texts = new WeakMap<object, Map<string, string>>();

/**
 * Writes rows with as few statements as possible; a row with a known key is replaced.
 * No two rows may have the same key: PostgreSQL refuses to touch a row twice in one statement.
 */
export function upsert<Schema extends Record<Name, Row>, Name extends string, Row extends object>(
  db: Kysely<Schema>,
  table: Table<Name, Row>,
  rows: readonly Row[],
): Promise<void> {
  return write(db, { table, rows, how: 'upsert' });
}

/** The same for rows whose keys no row has yet. */
export function insert<Schema extends Record<Name, Row>, Name extends string, Row extends object>(
  db: Kysely<Schema>,
  table: Table<Name, Row>,
  rows: readonly Row[],
): Promise<void> {
  return write(db, { table, rows, how: 'insert' });
}

type How = 'insert' | 'upsert';

interface Writing<Row extends object> {
  readonly table: Table<string, Row>;
  readonly rows: readonly Row[];
  readonly how: How;
}

async function write<Schema, Row extends object>(
  db: Kysely<Schema>,
  { table, rows, how }: Writing<Row>,
): Promise<void> {
  let done = 0;
  for (const size of sizes) {
    for (; rows.length - done >= size; done += size) {
      const parameters = rows.slice(done, done + size).flatMap((row) => valuesOf(table, row));
      await db.executeQuery(CompiledQuery.raw(textOf(db, table, { size, how }), parameters));
    }
  }
}

function valuesOf<Row extends object>({ columns }: Table<string, Row>, row: Row): SqlValue[] {
  return columns.map((column) => row[column] as SqlValue);
}

interface Form {
  readonly size: number;
  readonly how: How;
}

function textOf<Schema>(db: Kysely<Schema>, table: Table<string, never>, form: Form): string {
  const { adapter } = db.getExecutor();
  const known = texts.get(adapter) ?? new Map<string, string>();
  texts.set(adapter, known);
  const key = `${form.how} ${table.name} ${form.size}`;
  const text = known.get(key) ?? compile(db, table, form);
  known.set(key, text);
  return text;
}

function compile<Schema>(db: Kysely<Schema>, table: Table<string, never>, { size, how }: Form): string {
  const columns: readonly string[] = table.columns;
  const keys: readonly string[] = table.key;
  const row = sql`(${sql.join(columns.map(() => sql.val(null)))})`;
  const rows = Array.from({ length: size }, () => row);
  const added = sql`insert into ${sql.table(table.name)} (${sql.join(columns.map((name) => sql.ref(name)))})
    values ${sql.join(rows)}`;
  if (how === 'insert') return added.compile(db).sql;
  const rest = columns.filter((column) => !keys.includes(column));
  const set = rest.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  const action = rest.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(set)}`;
  return sql`${added} on conflict (${sql.join(keys.map((name) => sql.ref(name)))}) ${action}`.compile(db).sql;
}
