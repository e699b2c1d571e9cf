/** A fault with a sentence for the operator; ends the process, or the call, that met it. */
export class StoreFault extends Error {
  constructor(
    readonly code: StoreFaultCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export type StoreFaultCode =
  | 'LOCKED'
  | 'CORRUPT'
  | 'DAMAGED'
  | 'EXISTS'
  | 'MISSING'
  | 'NOT_READABLE'
  | 'NOT_WRITABLE'
  | 'FULL'
  | 'FOREIGN'
  | 'OLD'
  | 'TOO_NEW'
  | 'PORT'
  | 'OTHER';

export const SQLITE_ERROR = 1;
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
export const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
export const SQLITE_CONSTRAINT = 19;
export const SQLITE_NOTADB = 26;

export function isSqliteError(error: unknown): boolean {
  return resultCode(error) !== undefined;
}

/** SQLite's primary result code of an error, or undefined when it is none of SQLite's. */
export function resultCode(error: unknown): number | undefined {
  // Not `instanceof Error`: test runners give each file an Error of its own, and SQLite throws the outer one.
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Whether a read met bytes that are not as SQLite wrote them, or that the disk does not give back. */
export function isDamage(error: unknown): boolean {
  const code = resultCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_IOERR;
}

/** Whether this process may not, or cannot just now, look into the file: that says nothing of what is in it. */
export function isOutOfReach(error: unknown): boolean {
  const code = resultCode(error);
  return code === SQLITE_BUSY || code === SQLITE_READONLY || code === SQLITE_CANTOPEN;
}

/** What the operating system says when a file cannot be written, or read back, as SQLite's result codes say it. */
const SYSTEM_ERRORS: Readonly<Record<string, number>> = {
  EACCES: SQLITE_READONLY,
  EPERM: SQLITE_READONLY,
  EROFS: SQLITE_READONLY,
  EISDIR: SQLITE_CANTOPEN,
  ENOENT: SQLITE_CANTOPEN,
  ENOTDIR: SQLITE_CANTOPEN,
  ENOSPC: SQLITE_FULL,
  EDQUOT: SQLITE_FULL,
  EFBIG: SQLITE_FULL,
  EIO: SQLITE_IOERR,
};

function systemCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return SYSTEM_ERRORS[String(error.code)];
}

/** Says in one sentence what happened to `database` and what to do about it. */
export function explain(error: unknown, database: string): StoreFault {
  if (error instanceof StoreFault) return error;
  const fault = (code: StoreFaultCode, text: string): StoreFault => new StoreFault(code, text, error);
  switch (resultCode(error) ?? systemCode(error)) {
    case SQLITE_BUSY:
      return fault(
        'LOCKED',
        `Another process has the event store ${database} open. Stop it first, or start this one on another file with --db.`,
      );
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return fault(
        'CORRUPT',
        `The index of the event store ${database} is damaged. Stop the node, remove ${database}-index and start again: it is made anew from the file.`,
      );
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return fault(
        'NOT_WRITABLE',
        `Cannot write the event store ${database} or its folder. Give this user write access to the folder, or name another file with --db.`,
      );
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return fault(
        'FULL',
        `The event store ${database} could not be written or read: the disk is full, at its limit, or failing. Free some space and repeat the write; nothing of it was stored.`,
      );
    default:
      return fault(
        'OTHER',
        `The event store ${database} failed: ${error instanceof Error ? error.message : String(error)}.`,
      );
  }
}
