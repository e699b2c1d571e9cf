import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { StoreFault } from '../faults';

/** Raise with every change of the file. Formats 1 and 2 were SQLite databases (`older/`). */
export const FORMAT_VERSION = 3;

/** What a file of this format begins with. */
export const HEADER_BYTES = 32;

const MAGIC = Buffer.from('MizanLog', 'latin1');
const FORMAT_AT = 8;
const ID_AT = 12;
const SUM_AT = 28;

/** The header of a new log: the magic bytes, the format, 16 random bytes that tell this log from others, a CRC-32 of all that. */
export function newHeader(): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(FORMAT_VERSION, FORMAT_AT);
  randomBytes(SUM_AT - ID_AT).copy(header, ID_AT);
  header.writeUInt32LE(crc32(header.subarray(0, SUM_AT)), SUM_AT);
  return header;
}

/** The log's own id, 16 bytes. Throws StoreFault for a file of a newer format, a damaged one, or no log at all. */
export function readHeader(header: Buffer, database: string): Buffer {
  if (header.length < HEADER_BYTES || !header.subarray(0, FORMAT_AT).equals(MAGIC)) throw noLog(database);
  const format = header.readUInt32LE(FORMAT_AT);
  if (header.readUInt32LE(SUM_AT) !== crc32(header.subarray(0, SUM_AT))) throw noLog(database);
  if (format !== FORMAT_VERSION) throw tooNew(database, format);
  return Buffer.from(header.subarray(ID_AT, SUM_AT));
}

function noLog(database: string): StoreFault {
  return new StoreFault(
    'CORRUPT',
    `The file ${database} does not begin like an event store: it is damaged, or something else, and was not served. Move the file away (keep it) and restore a backup in its place, or start on another file with --db.`,
  );
}

export function tooNew(database: string, format: number): StoreFault {
  return new StoreFault(
    'TOO_NEW',
    `The event store ${database} has format ${String(format)}, newer than this version of Mizan reads (${String(FORMAT_VERSION)}). Start it with the version that wrote it, or update this one.`,
  );
}
