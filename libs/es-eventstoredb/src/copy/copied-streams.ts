import type { RawEvent } from '../raw/raw-event';

/** Where a copy keeps account of itself in the target; never copied, and no part of an export. */
export const ACCOUNT_STREAM = Buffer.from('$mizan-copy');

const SYSTEM = 0x24;

/** What a copy does with an event of the source. */
export type Treatment = 'copy' | 'tombstone' | 'leave out';

/**
 * Events of ordinary streams, their stream metadata and their tombstones are the ledger; everything in streams that
 * begin with `$` is the server's own.
 */
export function treatmentOf({ stream, type }: RawEvent): Treatment {
  const described = isMetadataStream(stream) ? stream.subarray(2) : stream;
  if (described[0] === SYSTEM) return 'leave out';
  return type === '$streamDeleted' && described === stream ? 'tombstone' : 'copy';
}

export function isMetadataStream(stream: Buffer): boolean {
  return stream[0] === SYSTEM && stream[1] === SYSTEM;
}
