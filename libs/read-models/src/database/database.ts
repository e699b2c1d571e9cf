import type { Kysely } from 'kysely';

/** Where a database is: a file of SQLite's, or a database of a PostgreSQL server. */
export type DatabaseLocation = { readonly file: string } | { readonly postgresUrl: string };

/** A database of Mizan's own. What is inside is this library's business. */
export interface Database<Schema> {
  readonly location: DatabaseLocation;
  /** The schema of its tables on PostgreSQL; null on SQLite, which knows none. */
  readonly schema: string | null;
  /** For messages; never with a password. */
  readonly name: string;
  readonly kysely: Kysely<Schema>;
  close(): Promise<void>;
}
