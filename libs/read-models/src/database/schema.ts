import type { Kysely } from 'kysely';
import type { IncidentTables } from '../incidents/incident.table';
import type { LedgerTables } from '../ledger/ledger.table';
import type { OperationsTables } from '../operations/operations.tables';
import type { ShareBoardTables } from '../share-board/share-board.tables';

export type ReadSchema = ShareBoardTables & IncidentTables & LedgerTables & OperationsTables;

/** What a projection writes to: the transaction that also moves its checkpoint. */
export type ReadTx = Kysely<ReadSchema>;
