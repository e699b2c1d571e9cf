import type { Table } from '../database/table';

export interface LedgerEventRow {
  position: bigint;
  stream: string;
  revision: bigint;
  type: string;
  recorded_at: bigint;
  /** Latest `recorded_at` of every event up to this one: it never falls, whatever the servers' clocks did. */
  max_recorded_at: bigint;
  exercise: bigint;
}

export interface LedgerTables {
  ledger_event: LedgerEventRow;
}

export const ledgerEvent: Table<'ledger_event', LedgerEventRow> = {
  name: 'ledger_event',
  key: ['position'],
  columns: ['position', 'stream', 'revision', 'type', 'recorded_at', 'max_recorded_at', 'exercise'],
};
