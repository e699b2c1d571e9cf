import { listOf } from '../describe/described';
import { uuid } from '../describe/parts';
import { problemKinds, RETRY } from './problem-kind';

/** What the api itself knows of records and files, beside the refusals of the domain. */
export const ledgerProblems = problemKinds({
  REFERENCE_AMBIGUOUS: {
    status: 409,
    detail: 'PK-7F3A-Q2 is the reference of several cases.',
    remedy: 'Name the case by its id.',
    extra: { ids: listOf(uuid) },
  },
  RECIPIENT_UNKNOWN: {
    status: 422,
    detail: '"IR" is not the other party of this mechanism.',
    remedy: 'Share with AF, or leave the recipient out.',
    errors: true,
  },
  PROJECTION_UNKNOWN: {
    status: 404,
    detail: 'There is no projection of this name.',
    remedy: 'Name one of share-board, strike-board, incident-board, ledger, all.',
  },
  PROJECTION_NOT_STOPPED: {
    status: 409,
    detail: 'No event has stopped cases.',
    remedy: 'There is nothing to do. To build its tables anew, ask for a rebuild.',
  },
  PROJECTION_STOPPED_ELSEWHERE: {
    status: 409,
    detail: 'cases is stopped by event 0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69, not by the one that you name.',
    remedy: 'Nothing was skipped. Look at the event that it is stopped by now, and decide about that one.',
  },
  SKIP_UNKNOWN: {
    status: 409,
    detail: 'cases is not told to leave out event 0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69.',
    remedy: 'There is nothing to withdraw. mizan projection status shows what it leaves out.',
  },
  IMPORT_RUNNING: {
    status: 409,
    detail: 'Another import into this ledger is running.',
    remedy: 'Wait until it has ended; then the ledger is not empty any more.',
    headers: RETRY,
  },
  LEDGER_NOT_EMPTY: {
    status: 409,
    detail: 'The ledger holds other events than this file. A ledger is imported into an empty one only.',
    remedy: 'Nothing was stored. Start Mizan with a new data folder and MIZAN_DEMO=0, and import there.',
  },
  LEDGER_FILE_UNUSABLE: {
    status: 422,
    detail: 'This is not a whole ledger export. Line 1: the file is empty.',
    remedy: 'Nothing was stored. Export the ledger again and send the file unchanged.',
    errors: true,
  },
  FOREIGN_FILE: {
    status: 422,
    detail: 'The first line has no column "id".',
    remedy: 'Nothing was stored. Send the whole CSV file as its source publishes it.',
  },
  LEDGER_BUSY: {
    status: 503,
    detail: 'An import into this ledger is running, or was cut off: the same file then completes it.',
    remedy:
      'Nothing was stored. Send the same order again, with the same Idempotency-Key, once it has ended.',
    headers: RETRY,
  },
});
