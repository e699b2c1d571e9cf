/**
 * A table as projections write it. `Row` in the database: bigint for every integer (positions, revisions, instants in
 * milliseconds since the epoch, 0 and 1 for truth), text, and JSON as text.
 */
export interface Table<Name extends string, Row> {
  readonly name: Name;
  /** The columns that identify a row; writing a row again replaces it. */
  readonly key: readonly (keyof Row & string)[];
  readonly columns: readonly (keyof Row & string)[];
}

/** What a rebuild needs to know of a table. */
export interface AnyTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

export type SqlValue = string | bigint | null;
