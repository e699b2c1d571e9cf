import { crc32 } from 'node:zlib';
import { checksumOf } from '../storage/checksum';
import { damageWords } from '../storage/damage';
import { isAt, readFrame } from '../storage/frame-place';
import type { PlacedEntry } from '../storage/log/block';
import { isUuid } from '../wire/uuid';
import type { StreamTally } from './stream-tally';

/** What is wrong with one event, in sentences; as a rule nothing. */
export function eventFaults(entry: PlacedEntry, frame: Buffer, tally: StreamTally): string[] {
  const { position, stream, revision } = entry;
  const fault = (what: string): string =>
    `${damageWords({ position, revision, stream: tally.nameOf(stream), what })}.`;
  if (frame.length < entry.length) return [fault('is cut off where the file ends')];
  if (checksumOf(entry, frame) !== entry.checksum) return [fault('has a checksum that does not fit')];
  const reading = readFrame(frame);
  if (reading === undefined) return [fault('cannot be read')];
  const { event } = reading;
  const faults: string[] = [];
  if (!tally.bears(entry, event.stream))
    faults.push(fault(`says that it is of stream '${event.stream.toString('utf8')}'`));
  if (!isAt(reading, entry)) faults.push(fault('says that it stands elsewhere'));
  if (!isUuid(event.id) || crc32(event.id) !== entry.idHash) faults.push(fault('cannot be found by its id'));
  return faults;
}
