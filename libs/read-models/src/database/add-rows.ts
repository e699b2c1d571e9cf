import type { ReadSchema, ReadTx } from './schema';
import type { Table } from './table';

/** Writes rows under keys that no row has yet, except one that an earlier run wrote from the same events. */
export type AddRows = <Name extends keyof ReadSchema>(
  tx: ReadTx,
  table: Table<Name, ReadSchema[Name]>,
  rows: readonly ReadSchema[Name][],
) => Promise<void>;
