import { Problem } from '../http/problem';
import { LedgerNotEmpty } from './import-prefix';
import { LedgerFileProblem } from './ledger-file-problem';

/** What the importer of a ledger is told; other errors stay what they are. */
export function importProblem(error: unknown): unknown {
  if (error instanceof LedgerFileProblem) return unusable(error);
  if (error instanceof LedgerNotEmpty) return notEmpty(error);
  return isCutOff(error) ? cutOff() : error;
}

export function importRunning(): Problem {
  return new Problem({
    code: 'IMPORT_RUNNING',
    status: 409,
    detail: 'Another import into this ledger is running.',
    remedy: 'Wait until it has ended; then the ledger is not empty any more.',
    retryAfterS: 10,
  });
}

function unusable({ line, reason, message }: LedgerFileProblem): Problem {
  return new Problem({
    code: 'LEDGER_FILE_UNUSABLE',
    status: 422,
    detail: `This is not a whole ledger export. ${message}`,
    remedy: 'Nothing was stored. Export the ledger again and send the file unchanged.',
    errors: [{ pointer: `line ${line}`, detail: reason }],
  });
}

function notEmpty({ message }: LedgerNotEmpty): Problem {
  return new Problem({
    code: 'LEDGER_NOT_EMPTY',
    status: 409,
    detail: `${message} A ledger is imported into an empty one only.`,
    remedy: 'Nothing was stored. Start Mizan with a new data folder and MIZAN_DEMO=0, and import there.',
  });
}

export function cutOff(): Problem {
  return new Problem({
    code: 'BODY_CUT_OFF',
    status: 400,
    detail: 'The connection ended before the whole file had arrived.',
    remedy: 'Nothing was stored. Send the file again.',
  });
}

/** What Node raises when a client leaves in the middle of its request. */
export function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === 'ECONNRESET' && error.message === 'aborted'
  );
}
