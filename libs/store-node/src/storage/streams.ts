import type { StatementSync } from 'node:sqlite';
import { NO_STREAM } from '../wire/append-replies';
import { viewEvent } from '../wire/event-view';
import { TOMBSTONE } from '../wire/recorded-event';
import type { StoredEvents, Row } from './stored-events';
import type { LogIndex } from './index/log-index';
import { METADATA_LIMITS, NO_LIMITS, parseLimits, type StreamLimits } from './stream-metadata';

/**
 * A stream's name with each byte as one character: any bytes stay distinct, and `startsWith` compares bytes.
 * `keyOf` and `nameOf` convert.
 */
export type StreamKey = string;

export const keyOf = (name: Uint8Array): StreamKey => Buffer.from(name).toString('latin1');
export const nameOf = (key: StreamKey): Buffer => Buffer.from(key, 'latin1');

const METADATA_PREFIX = '$$';
export const metadataStreamOf = (key: StreamKey): StreamKey => METADATA_PREFIX + key;

/** The stream that a metadata stream speaks about, or undefined for any other stream. */
export function describedBy(key: StreamKey): StreamKey | undefined {
  return key.startsWith(METADATA_PREFIX) ? key.slice(METADATA_PREFIX.length) : undefined;
}

interface Known {
  /** Its number in the log; 0 while the stream was never written. */
  id: number;
  last: number;
  limits?: StreamLimits;
}

/** Streams remembered between calls; the file holds all others. */
const REMEMBERED = 10_000;

/** Bytes of the longest name that is remembered: callers choose the names, also of streams that are not there. */
const LONGEST_REMEMBERED = 1024;

/** What is known of each stream: its number, its last revision, its limits. Cached; `forget` after a rollback. */
export class Streams {
  private readonly known = new Map<StreamKey, Known>();
  private readonly find: StatementSync;
  private readonly findMetadata: StatementSync;
  /** Whether any stream has metadata: while none has, nobody need look. Null: nobody has looked. */
  private hasMetadata: boolean | null = null;

  constructor(
    private readonly index: LogIndex,
    private readonly events: StoredEvents,
  ) {
    this.find = index.db.prepare('select id from streams where name = ?');
    // From the prefix up to the next name that does not begin with it.
    this.findMetadata = index.db.prepare(
      "select 1 from streams where name >= x'2424' and name < x'2425' limit 1",
    );
  }

  /** The stream's number in the log; 0 when it was never written. */
  idOf(key: StreamKey): number {
    return this.recall(key).id;
  }

  /** The last revision: -1 for none, TOMBSTONE also for the metadata stream of a tombstoned stream. */
  lastOf(key: StreamKey): number {
    const described = describedBy(key);
    if (described !== undefined && this.lastOf(described) === TOMBSTONE) return TOMBSTONE;
    return this.recall(key).last;
  }

  limitsOf(key: StreamKey): StreamLimits {
    if (describedBy(key) !== undefined) return METADATA_LIMITS;
    const known = this.recall(key);
    known.limits ??= this.readLimits(key);
    return known.limits;
  }

  /** The newest event of the stream's metadata stream. */
  metadataRow(key: StreamKey): Row | undefined {
    const { id, last } = this.recall(metadataStreamOf(key));
    return id === 0 ? undefined : this.events.at(id, last);
  }

  /** The number to write under; makes one for a new stream. */
  claim(key: StreamKey): number {
    if (describedBy(key) !== undefined) this.hasMetadata = true;
    const known = this.recall(key);
    if (known.id === 0) known.id = this.index.addStream(nameOf(key));
    return known.id;
  }

  /** Notes that the stream now ends at `revision`. */
  moved(key: StreamKey, revision: number): void {
    this.recall(key).last = revision;
    const described = describedBy(key);
    if (described !== undefined) delete this.recall(described).limits;
  }

  /** Drops everything remembered: after a rollback the file alone is right. */
  forget(): void {
    this.known.clear();
    this.hasMetadata = null;
  }

  private recall(key: StreamKey): Known {
    const cached = this.known.get(key);
    if (cached !== undefined) return cached;
    this.index.ensure();
    if (describedBy(key) !== undefined && !this.hasAnyMetadata()) return { id: 0, last: NO_STREAM };
    const id = Number(this.find.get(nameOf(key))?.['id'] ?? 0);
    const known: Known = { id, last: id === 0 ? NO_STREAM : (this.events.lastRevision(id) ?? NO_STREAM) };
    if (key.length > LONGEST_REMEMBERED) return known;
    if (this.known.size >= REMEMBERED) this.forgetOldest();
    this.known.set(key, known);
    return known;
  }

  private hasAnyMetadata(): boolean {
    this.hasMetadata ??= this.findMetadata.get() !== undefined;
    return this.hasMetadata;
  }

  private forgetOldest(): void {
    let excess = REMEMBERED / 10;
    for (const key of this.known.keys()) {
      if (excess-- <= 0) return;
      this.known.delete(key);
    }
  }

  private readLimits(key: StreamKey): StreamLimits {
    const row = this.metadataRow(key);
    if (row === undefined) return NO_LIMITS;
    const event = viewEvent(row.frame);
    return event.contentType === 'application/json' ? parseLimits(event.data) : NO_LIMITS;
  }
}
