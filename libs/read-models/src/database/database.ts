import type { Kysely } from 'kysely';

/** A database of Mizan's own. What is inside is this library's business. */
export interface Database<Schema> {
  /** For messages; never with a password. */
  readonly name: string;
  readonly kysely: Kysely<Schema>;
  close(): Promise<void>;
}
