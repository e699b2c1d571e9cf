import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import { crc32 } from 'node:zlib';
import { checksumOf } from '../checksum';
import { explain, StoreFault } from '../faults';
import { isAt, readFrame } from '../frame-place';
import { FORMAT_VERSION, HEADER_BYTES, newHeader, readHeader, tooNew } from '../log/header';
import { readAt } from '../log/log-bytes';
import { LogFile } from '../log/log-file';
import { syncFolderOf } from '../log/sync-folder';
import { inspectWal } from './wal-file';

/** "Mizn": marked SQLite databases as event stores. */
const APPLICATION_ID = 0x4d697a6e;

/** Formats 1 and 2 were SQLite databases. */
const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');

/** Bytes of a block of the new file. */
const BLOCK_BYTES = 512 * 1024;
const SAY_EVERY_MS = 2000;

/** A row of formats 1 and 2; format 1 had no checksums. */
interface OldRow {
  readonly position: number;
  readonly stream: number;
  readonly revision: number;
  readonly id_hash: number;
  readonly checksum: number | null;
  readonly frame: Uint8Array;
  readonly name: Uint8Array | null;
}

/** Whether a file that begins with these bytes is of an older format, or a SQLite database of something else. */
export function isOldFormat(beginning: Buffer): boolean {
  return beginning.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC);
}

/**
 * Brings a store that is still a SQLite database (formats 1 and 2) forwards: writes its events into a new log, which then
 * takes the file's place; the old file stays beside it as `….format-N`. Positions, revisions and frames stay what they
 * are, and a damaged event stays damaged. A crash leaves the old file or the new one. Answers the old format, undefined for
 * a file of this one. Throws StoreFault for a database of something else, and for one that cannot be read.
 */
export function bringForward(path: string, say: (line: string) => void): number | undefined {
  if (!isOldFormat(beginningOf(path))) return undefined;
  const wal = inspectWal(path);
  if (wal && wal.behindDamage > 1) throw damagedLog(path, wal.behindDamage);
  const partial = `${path}.converting`;
  try {
    rmSync(partial, { force: true });
    const format = convert(path, partial, say);
    keepOld(path, `${path}.format-${String(format)}`);
    renameSync(partial, path);
    syncFolderOf(path);
    say(
      `The file had format ${String(format)} and was brought forwards; it is kept as ${path}.format-${String(format)} and can be removed.`,
    );
    return format;
  } catch (error) {
    rmSync(partial, { force: true });
    throw explain(error, path);
  }
}

function beginningOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    return readAt(file, 0, HEADER_BYTES);
  } finally {
    closeSync(file);
  }
}

function convert(path: string, partial: string, say: (line: string) => void): number {
  const db = new DatabaseSync(path);
  try {
    const format = formatOf(db, path);
    // So that the file alone is the whole store, also when it has another name.
    const busy = db.prepare('pragma wal_checkpoint(truncate)').get()?.['busy'];
    if (busy !== 0) throw beingRead(path);
    const file = openSync(partial, 'wx+');
    try {
      const header = newHeader();
      writeSync(file, header);
      const log = { database: path, id: readHeader(header, path), path: undefined };
      copyEvents(db, { format, log: new LogFile(file, log), say });
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return format;
  } finally {
    db.close();
  }
}

function copyEvents(
  db: DatabaseSync,
  {
    format,
    log,
    say,
  }: { readonly format: number; readonly log: LogFile; readonly say: (line: string) => void },
): void {
  const checksum = format === 1 ? 'null' : 'checksum';
  const rows = db.prepare(`
    select position, stream, revision, id_hash, ${checksum} as checksum, frame, name
    from events left join streams on streams.id = stream order by position`);
  const numbers = new Map<number, number>();
  let [bytes, said] = [0, Date.now()];
  for (const each of rows.iterate()) {
    const row = each as unknown as OldRow;
    const stream = numbers.get(row.stream) ?? numbers.size + 1;
    numbers.set(row.stream, stream);
    bytes += addEvent(log, row, stream);
    if (bytes >= BLOCK_BYTES) {
      log.commit();
      bytes = 0;
    }
    if (Date.now() - said < SAY_EVERY_MS) continue;
    said = Date.now();
    say(`Bringing the file forwards to format ${String(FORMAT_VERSION)}: position ${String(row.position)}.`);
  }
  log.commit();
  // So that a damaged event at the end is not taken for a torn commit.
  log.seal();
}

/** Answers the bytes of its frame. */
function addEvent(log: LogFile, row: OldRow, stream: number): number {
  const { position, revision, id_hash: idHash } = row;
  const frame = types.isUint8Array(row.frame) ? Buffer.from(row.frame) : Buffer.alloc(0);
  const fitting = checksumOf({ position, revision, stream }, frame);
  const checksum = isSound(row, frame) ? fitting : ~fitting;
  log.room(frame.length).set(frame);
  log.add({ position, revision, stream, idHash, checksum, length: frame.length });
  return frame.length;
}

/** By its checksum, or where it has none by whether everything that it says about itself agrees. */
function isSound(row: OldRow, frame: Buffer): boolean {
  if (row.checksum !== null) return checksumOf(row, frame) === row.checksum;
  const reading = readFrame(frame);
  if (reading === undefined || row.name === null || !isAt(reading, row)) return false;
  return crc32(reading.event.id) === row.id_hash && reading.event.stream.equals(Buffer.from(row.name));
}

/** Throws StoreFault for a database of something else. */
function formatOf(db: DatabaseSync, database: string): number {
  const [id, version] = [pragma(db, 'application_id'), pragma(db, 'user_version')];
  if (id !== APPLICATION_ID || version < 1) throw foreign(database);
  if (version >= FORMAT_VERSION) throw tooNew(database, version);
  return version;
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`pragma ${name}`).get()?.[name]);
}

/** Linked first, so that at no moment the store has no file. */
function keepOld(path: string, kept: string): void {
  const there = statSync(kept, { throwIfNoEntry: false });
  if (there === undefined) linkSync(path, kept);
  else if (there.ino !== statSync(path).ino)
    throw new StoreFault(
      'EXISTS',
      `The event store ${path} has to be brought forwards, and ${kept}, under which its old file is to be kept, exists already. Move that file away.`,
    );
}

function foreign(database: string): StoreFault {
  return new StoreFault(
    'FOREIGN',
    `The file ${database} is a SQLite database, but not an event store. Name another file with --db.`,
  );
}

function beingRead(database: string): StoreFault {
  return new StoreFault(
    'LOCKED',
    `The event store ${database} has to be brought forwards, and another process reads it. End that one and start again.`,
  );
}

function damagedLog(database: string, behindDamage: number): StoreFault {
  return new StoreFault(
    'CORRUPT',
    `The write-ahead log ${database}-wal is damaged in its middle: ${String(behindDamage)} transactions behind the damage would be lost, and nothing was served. Keep both files and restore a backup; to go on without those transactions, move the log away and start again.`,
  );
}
