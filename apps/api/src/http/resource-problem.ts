import { types } from 'node:util';
import { Problem, type ProblemFacts } from './problem';

type Answer = Omit<ProblemFacts, 'detail'>;

const diskFull: Answer = {
  code: 'DISK_FULL',
  status: 507,
  remedy:
    'Nothing was stored half. An operator makes room on the disk of the data folder; then send it again.',
  retryAfterS: 60,
};

const busy: Answer = {
  code: 'DATABASE_BUSY',
  status: 503,
  remedy: 'Ask again in a moment.',
  retryAfterS: 1,
};

const damaged: Answer = {
  code: 'DATABASE_DAMAGED',
  status: 503,
  remedy:
    'An operator stops Mizan, sets the named file of the data folder aside and starts again: read models are built anew from the ledger.',
};

const failing: Answer = {
  code: 'DATABASE_FAILED',
  status: 503,
  remedy: 'An operator looks at the disk and the permissions of the data folder, then asks again.',
  retryAfterS: 10,
};

/** SQLite's primary result codes. */
const sqlite: Readonly<Record<number, Answer>> = { 5: busy, 6: busy, 11: damaged, 13: diskFull, 26: damaged };

const system: Readonly<Record<string, Answer>> = {
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EFBIG: diskFull,
};

/** Faults of the machine below: databases and files. Null when the error is none of these. */
export function problemOfResource(error: unknown): Problem | null {
  if (!types.isNativeError(error) || !('code' in error)) return null;
  const answer = answerFor(error);
  return (
    answer &&
    new Problem(
      {
        ...answer,
        detail: `${answer.code === 'DISK_FULL' ? 'The disk is full' : 'A database or file of Mizan cannot be used'}: ${error.message}.`,
      },
      { cause: error },
    )
  );
}

function answerFor(error: Error & { code: unknown; errcode?: unknown }): Answer | null {
  if (error.code === 'ERR_SQLITE_ERROR') {
    // Extended codes carry the primary one in their low byte.
    return (typeof error.errcode === 'number' && sqlite[error.errcode & 0xff]) || failing;
  }
  if (!('syscall' in error)) return null;
  return (typeof error.code === 'string' && system[error.code]) || failing;
}
