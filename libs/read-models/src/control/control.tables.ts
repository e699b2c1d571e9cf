import type { SessionRow } from './sessions/session.table';
import type { SkipRow } from './skips/skip.table';

/** The newest request of a kind for a projection. */
export interface RequestRow {
  projection: string;
  kind: string;
  id: string;
  event_id: string | null;
  requested_by: string | null;
  requested_at: bigint;
}

/** At most one row: a ledger import runs. */
export interface LedgerImportRow {
  id: bigint;
  since: bigint;
}

/** Every table that the api writes. Tables of other concerns are joined here, each from a folder beside this file. */
export interface ControlTables {
  request: RequestRow;
  ledger_import: LedgerImportRow;
  session: SessionRow;
  skip: SkipRow;
}
