import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { explain, StoreFault } from './faults';
import type { LogIndex } from './index/log-index';
import { indexFileOf, type IndexFindings, openIndex } from './index/open-index';
import type { LogFile } from './log/log-file';
import { openLog, openPassingLog, type OpenedLog } from './log/open-log';
import { bringForward } from './older/bring-forward';
import { assertFile, realPathOf } from './real-path';
import { acquireWriteLock, NO_LOCK, type WriteLock } from './write-lock';

export interface OpenedFiles {
  readonly log: LogFile;
  readonly index: LogIndex;
  readonly lock: WriteLock;
  readonly isNew: boolean;
  /** The older format that the file had until now. */
  readonly from: number | undefined;
  readonly indexed: IndexFindings;
  close(): void;
}

/** Opens or creates the log at a path (or one for `:memory:`) and its index, with the right to write. Throws StoreFault. */
export function openFiles(database: string, say: (line: string) => void): OpenedFiles {
  if (database === ':memory:')
    return open(openPassingLog(database), { file: ':memory:', lock: NO_LOCK, say });
  makeFolder(database);
  assertFile(database);
  const lock = acquireWriteLock(database);
  try {
    const path = realPathOf(database);
    assertNotEmptied(database, path);
    const from = existsSync(path) ? bringForward(path, say) : undefined;
    const opened = open(openLog(database), { file: indexFileOf(database), lock, say });
    const close = (): void => {
      opened.close();
      lock.release();
    };
    return { ...opened, from, close };
  } catch (error) {
    lock.release();
    throw explain(error, database);
  }
}

function open(
  { log, isNew }: OpenedLog,
  {
    file,
    lock,
    say,
  }: { readonly file: string; readonly lock: WriteLock; readonly say: (line: string) => void },
): OpenedFiles {
  try {
    const { index, findings } = openIndex(log, file, say);
    const close = (): void => {
      const isOurs = lock.isHeld();
      index.close(isOurs);
      log.close(isOurs);
    };
    return { log, index, lock, isNew, from: undefined, indexed: findings, close };
  } catch (error) {
    log.close(true);
    throw error;
  }
}

function makeFolder(database: string): void {
  try {
    mkdirSync(dirname(database), { recursive: true });
  } catch (error) {
    throw new StoreFault(
      'NOT_WRITABLE',
      `Cannot create the folder of the event store ${database}: ${types.isNativeError(error) ? error.message : String(error)}. Create it, or name another file with --db.`,
      error,
    );
  }
}

/** A file that is gone or empty beside an index that knows more has lost everything, and is no new store. */
function assertNotEmptied(database: string, path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if ((size ?? 0) > 0 || !existsSync(indexFileOf(database))) return;
  const what = size === undefined ? 'is not there' : 'is empty';
  throw new StoreFault(
    'CORRUPT',
    `The event store ${database} ${what}, and there is an index of it: its events are lost, and nothing was served. Restore a backup. To begin a new store, remove ${database}-index and start again.`,
  );
}
