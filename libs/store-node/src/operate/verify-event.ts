import { types } from 'node:util';
import { crc32 } from 'node:zlib';
import { checksumOf } from '../storage/checksum';
import { damageWords } from '../storage/damage';
import { isAt, readFrame } from '../storage/frame-place';
import { isUuid } from '../wire/uuid';
import type { StreamNames } from './stream-names';

/** A row as it is in the file. */
export interface StoredColumns {
  readonly position: bigint;
  readonly stream: bigint;
  readonly revision: bigint;
  readonly id_hash: bigint;
  readonly checksum: bigint | null;
  readonly frame: Uint8Array;
}

/** What is wrong with one event, in sentences; as a rule nothing. */
export function eventFaults(row: StoredColumns, names: StreamNames, mayLackChecksum: boolean): string[] {
  const place = {
    position: Number(row.position),
    stream: Number(row.stream),
    revision: Number(row.revision),
  };
  const name = names.get(row.stream);
  const fault = (what: string): string =>
    `${damageWords({ ...place, stream: name?.toString('utf8') ?? `number ${String(place.stream)}`, what })}.`;
  if (!types.isUint8Array(row.frame)) return [fault('has no bytes')];
  const frame = Buffer.from(row.frame.buffer, row.frame.byteOffset, row.frame.length);
  const sums = row.checksum === null ? mayLackChecksum : Number(row.checksum) === checksumOf(place, frame);
  if (!sums) return [fault('has a checksum that does not fit')];
  const reading = readFrame(frame);
  if (reading === undefined) return [fault('cannot be read')];
  const { event } = reading;
  const faults: string[] = [];
  if (!isAt(reading, place)) faults.push(fault('says that it stands elsewhere'));
  if (name === undefined || !event.stream.equals(name))
    faults.push(fault(`says that it is of stream '${event.stream.toString('utf8')}'`));
  if (!isUuid(event.id) || crc32(event.id) !== Number(row.id_hash))
    faults.push(fault('cannot be found by its id'));
  return faults;
}
