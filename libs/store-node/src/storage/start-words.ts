import type { SchemaFinding } from './schema';
import type { WalFindings } from './wal-file';

/** What a file was found to be, and what opening it did. */
export interface StoreFindings {
  readonly format: number;
  readonly schema: SchemaFinding;
  readonly wal: WalFindings | undefined;
  readonly lastCheckpoint: Date | undefined;
  readonly events: number;
  readonly lastPosition: number;
  /** Positions that still wait for a checksum. */
  readonly withoutChecksum: number;
}

/** The same for people, a line each. */
export function startWords(database: string, found: StoreFindings): string[] {
  const { format, schema, events, lastPosition } = found;
  const made = schema.kind === 'new' ? ' was made' : '';
  return [
    `Event store ${database}${made}: format ${String(format)}, ${String(events)} events, last position ${String(lastPosition)}.`,
    ...recoveryWords(found),
    ...migrationWords(found),
  ];
}

function recoveryWords({ wal, lastCheckpoint, schema }: StoreFindings): string[] {
  if (schema.kind === 'new') return [];
  const checkpoint = `last checkpoint before that ${lastCheckpoint?.toISOString() ?? 'unknown'}`;
  if (wal === undefined) return [`The last run ended in order; ${checkpoint.replace(' before that', '')}.`];
  const { transactions, behindDamage, bytes } = wal;
  const torn =
    behindDamage > 0 ? ' The last one was torn, so nobody had been told of it, and it was dropped.' : '';
  return [
    `The last run did not end in order: ${String(transactions)} whole transactions in its write-ahead log (${String(bytes)} bytes) were taken over; ${checkpoint}.${torn}`,
  ];
}

function migrationWords({ schema, withoutChecksum }: StoreFindings): string[] {
  const from =
    schema.kind === 'migrated' ? `The file had format ${String(schema.from)} and was brought forwards. ` : '';
  if (withoutChecksum === 0) return from === '' ? [] : [from.trim()];
  return [
    `${from}Positions without a checksum: ${String(withoutChecksum)}. They get theirs while the store serves; until then they are checked against themselves.`,
  ];
}
