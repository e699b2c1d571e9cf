import { types } from 'node:util';
import { ReadDatabaseProblem, type ProblemWords, type ReadDatabaseProblemCode } from '../database/problem';

/** A file of Mizan's own, and what is lost or done again when it is removed. */
export interface DatabaseFile {
  readonly path: string;
  /** Ends the sentence "Remove it and start again: …". */
  readonly whenRemoved: string;
}

interface Fault {
  readonly code: ReadDatabaseProblemCode;
  words(file: DatabaseFile): ProblemWords;
}

const corrupt: Fault = {
  code: 'READ_DATABASE_CORRUPT',
  words: ({ path, whenRemoved }) => ({
    detail: `${path} is damaged or is no SQLite database.`,
    remedy: `Stop Mizan, move the file away together with ${path}-wal and ${path}-shm, and start again: ${whenRemoved}`,
  }),
};
const unreachable: Fault = {
  code: 'READ_DATABASE_UNREACHABLE',
  words: ({ path }) => ({
    detail: `${path} cannot be opened.`,
    remedy: 'See that its folder exists and that the user who runs Mizan may read and write it.',
  }),
};
const readOnly: Fault = {
  code: 'READ_DATABASE_READ_ONLY',
  words: ({ path }) => ({
    detail: `${path} cannot be written.`,
    remedy: 'Let the user who runs Mizan write the file and its folder.',
  }),
};
const full: Fault = {
  code: 'READ_DATABASE_FULL',
  words: ({ path }) => ({
    detail: `${path} could not be written or read: the disk is full, a limit on the size of files was reached, or the disk fails.`,
    remedy: 'Free some space or raise the limit; nothing was stored half.',
  }),
};
const busy: Fault = {
  code: 'READ_DATABASE_BUSY',
  words: ({ path }) => ({
    detail: `Another process has been writing ${path} for too long.`,
    remedy: 'See that one worker only runs on this data folder, then try again.',
  }),
};

/** SQLite's primary result codes. */
const faults: Readonly<Record<number, Fault>> = {
  3: unreachable,
  5: busy,
  6: busy,
  8: readOnly,
  10: full,
  11: corrupt,
  13: full,
  14: unreachable,
  23: unreachable,
  26: corrupt,
};

/** What SQLite threw, as a ReadDatabaseProblem where the file is the reason, else unchanged. */
export function explainSqlite(file: DatabaseFile): (error: unknown) => Error {
  return (error) => {
    const fault = faults[primaryCode(error)];
    if (fault) return new ReadDatabaseProblem(fault.code, fault.words(file), { cause: error });
    return types.isNativeError(error) ? error : new Error(String(error));
  };
}

function primaryCode(error: unknown): number {
  const code = types.isNativeError(error) && 'errcode' in error ? error.errcode : undefined;
  // The low byte is the primary code, the rest says more about it.
  return typeof code === 'number' ? code & 0xff : -1;
}
