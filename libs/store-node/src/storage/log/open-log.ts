import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreFault } from '../faults';
import { realPathOf } from '../real-path';
import { HEADER_BYTES, newHeader, readHeader } from './header';
import { readAt } from './log-bytes';
import { LogFile } from './log-file';
import { syncFolderOf } from './sync-folder';

export interface OpenedLog {
  readonly log: LogFile;
  readonly isNew: boolean;
}

/** Opens or makes the log at a path. Throws StoreFault when what is there is none of this format. */
export function openLog(database: string): OpenedLog {
  const path = realPathOf(database);
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (isNew && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) throw leadsNowhere(database);
  if (isNew) makeLog(path);
  const file = openSync(path, 'r+');
  try {
    const id = readHeader(readAt(file, 0, HEADER_BYTES), database);
    // What a process that was killed had written and not synced is taken over, and must not be lost after that.
    fdatasyncSync(file);
    return { log: new LogFile(file, { database, id, path }), isNew };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** A log that nobody sees: its file has no name any more, and goes with the process. */
export function openPassingLog(database: string): OpenedLog {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-store-'));
  const file = openSync(join(folder, 'log'), 'wx+');
  rmSync(folder, { recursive: true });
  const header = newHeader();
  writeSync(file, header, 0, header.length, 0);
  const log = new LogFile(file, { database, id: readHeader(header, database), path: undefined });
  return { log, isNew: true };
}

/** The file gets its name when its header is on disk. */
function makeLog(path: string): void {
  const partial = `${path}.new`;
  const file = openSync(partial, 'w');
  writeSync(file, newHeader());
  fsyncSync(file);
  closeSync(file);
  renameSync(partial, path);
  syncFolderOf(path);
}

function leadsNowhere(database: string): StoreFault {
  return new StoreFault(
    'MISSING',
    `The event store ${database} is a link to a file that is not there: is its disk mounted? Nothing was made in its place.`,
  );
}
