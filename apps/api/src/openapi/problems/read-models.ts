import type { ReadDatabaseProblemCode } from '@mizan/read-models';
import { problemKinds, RETRY, type ProblemKind } from './problem-kind';

const kind = (detail: string, remedy: string, status = 503): ProblemKind => ({
  status,
  detail,
  remedy,
  headers: RETRY,
});

/** A schema that is too new is found before the api listens, and another ledger's rows before the worker writes. */
type Met = Exclude<ReadDatabaseProblemCode, 'READ_DATABASE_NEWER' | 'READ_DATABASE_FOREIGN'>;

/** What makes the read models' database unusable. */
export const readModelProblems = problemKinds<Met>({
  READ_DATABASE_CORRUPT: kind(
    '.mizan/read.db is damaged or is no SQLite database.',
    'Stop Mizan, move the file away and start again: everything in it is built anew from the event store.',
  ),
  READ_DATABASE_UNREACHABLE: kind(
    '.mizan/read.db cannot be opened.',
    'See that its folder exists and that the user who runs Mizan may read and write it.',
  ),
  READ_DATABASE_DENIED: kind(
    'The database refuses the user or the password.',
    'Check the user and the password in MIZAN_POSTGRES_URL.',
  ),
  READ_DATABASE_CROWDED: kind(
    'The database has as many connections as it allows.',
    'Ask again in a moment; if it stays so, raise its limit of connections.',
  ),
  READ_DATABASE_READ_ONLY: kind(
    '.mizan/read.db cannot be written.',
    'Let the user who runs Mizan write the file and its folder.',
  ),
  READ_DATABASE_FULL: kind(
    '.mizan/read.db could not be written or read: the disk is full.',
    'Free some space or raise the limit; nothing was stored half.',
    507,
  ),
  READ_DATABASE_BUSY: kind(
    'Another process has been writing .mizan/read.db for too long.',
    'See that one worker only runs on this data folder, then try again.',
  ),
});
