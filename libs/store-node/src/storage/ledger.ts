import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Expected } from '../wire/append-messages';
import { NO_STREAM } from '../wire/append-replies';
import { viewEvent } from '../wire/event-view';
import { encodeEventFrame, TOMBSTONE } from '../wire/recorded-event';
import type { StoredEvents } from './stored-events';
import { type Decision, decideWrite } from './expected-revision';
import type { Committed } from './log-tail';
import { DELETING_METADATA, undeletedMetadata } from './stream-metadata';
import { describedBy, metadataStreamOf, nameOf, type StreamKey, type Streams } from './streams';
import type { NewEvent, WriteOutcome, WriteRequest } from './write-request';

const NOTHING = Buffer.alloc(0);

/** Applies writes one after another inside a transaction that its caller opens and commits. */
export class Ledger {
  private position: number;
  private created = '';
  private before: number;
  private readonly room = (bytes: number): Buffer => this.events.room(bytes);
  private fresh: Committed[] = [];

  constructor(
    private readonly events: StoredEvents,
    private readonly streams: Streams,
  ) {
    this.position = events.lastPosition() ?? 0;
    this.before = this.position;
  }

  /** The last position given to any write. */
  get lastPosition(): number {
    return this.position;
  }

  begin(): void {
    this.created = `${String(Date.now())}0000`;
    this.before = this.position;
    this.fresh = [];
  }

  /** The events written since `begin`, for those who follow the log. */
  written(): readonly Committed[] {
    return this.fresh;
  }

  /** Forgets what was not committed. */
  rolledBack(): void {
    this.streams.forget();
    this.fresh = [];
    this.position = this.before;
  }

  apply(request: WriteRequest): WriteOutcome {
    switch (request.kind) {
      case 'append':
        return this.append(request.stream, request.expected, request.events);
      case 'delete':
        return this.delete(request.stream, request.expected);
      case 'tombstone':
        return this.tombstone(request.stream, request.expected);
    }
  }

  private append(stream: StreamKey, expected: Expected, events: readonly NewEvent[]): WriteOutcome {
    const decision = this.decide(
      stream,
      expected,
      events.map((event) => event.id),
    );
    if (decision.kind === 'repeat') return this.place(stream, decision.revision);
    if (decision.kind !== 'write') return decision;
    // An empty write takes a position like any other, so that its answer is later than all before it.
    if (events.length === 0)
      return { kind: 'written', revision: this.streams.lastOf(stream), position: ++this.position };
    const described = describedBy(stream);
    const revived =
      described !== undefined && this.streams.limitsOf(described).softDeleted ? described : undefined;
    const wasDeleted = this.streams.limitsOf(stream).softDeleted;
    const start = this.streams.lastOf(stream) + 1;
    events.forEach((event, index) => this.store(stream, start + index, event));
    const written: WriteOutcome = {
      kind: 'written',
      revision: start + events.length - 1,
      position: this.position,
    };
    if (wasDeleted) this.undelete(stream, start);
    if (revived !== undefined) this.undelete(revived, this.streams.lastOf(revived) + 1);
    return written;
  }

  private delete(stream: StreamKey, expected: Expected): WriteOutcome {
    const decision = this.decide(stream, expected, [randomUUID()]);
    if (decision.kind === 'conflict' || decision.kind === 'deleted') return decision;
    const metadata = metadataStreamOf(stream);
    const last = this.streams.lastOf(metadata);
    if (this.streams.lastOf(stream) === NO_STREAM && last === NO_STREAM)
      return { kind: 'conflict', current: NO_STREAM };
    this.store(metadata, last + 1, metadataEvent(DELETING_METADATA));
    return { kind: 'written', revision: last + 1, position: this.position };
  }

  private tombstone(stream: StreamKey, expected: Expected): WriteOutcome {
    const decision = this.decide(stream, expected, [randomUUID()]);
    if (decision.kind === 'conflict' || decision.kind === 'deleted') return decision;
    const event = { id: randomUUID(), type: '$streamDeleted', contentType: 'application/octet-stream' };
    this.store(stream, TOMBSTONE, { ...event, metadata: NOTHING, data: NOTHING });
    return { kind: 'written', revision: TOMBSTONE, position: this.position };
  }

  private decide(stream: StreamKey, expected: Expected, ids: readonly string[]): Decision {
    const id = this.streams.idOf(stream);
    return decideWrite(expected, ids, {
      last: this.streams.lastOf(stream),
      softDeleted: this.streams.limitsOf(stream).softDeleted,
      hasMetadata: () => this.streams.lastOf(metadataStreamOf(stream)) !== NO_STREAM,
      revisionOf: (eventId) => this.revisionOf(id, eventId),
      idAt: (revision) => {
        const row = this.events.at(id, revision);
        return row === undefined ? undefined : viewEvent(row.frame).id;
      },
    });
  }

  private revisionOf(stream: number, eventId: string): number | undefined {
    if (stream === 0) return undefined;
    const candidates = this.events.byHash(stream, crc32(eventId));
    return candidates.find((row) => viewEvent(row.frame).id === eventId)?.revision;
  }

  private place(stream: StreamKey, revision: number): WriteOutcome {
    const row = this.events.at(this.streams.idOf(stream), revision);
    return { kind: 'written', revision, position: row?.position ?? this.position };
  }

  private undelete(stream: StreamKey, revision: number): void {
    const row = this.streams.metadataRow(stream);
    if (row === undefined) return;
    const metadata = metadataStreamOf(stream);
    const data = undeletedMetadata(viewEvent(row.frame).data, revision);
    if (data !== undefined) this.store(metadata, this.streams.lastOf(metadata) + 1, metadataEvent(data));
  }

  private store(stream: StreamKey, revision: number, event: NewEvent): void {
    const position = ++this.position;
    const name = nameOf(stream);
    const { created } = this;
    const frame = encodeEventFrame({ ...event, stream: name, revision, position, created }, this.room);
    this.events.insert(this.streams.claim(stream), crc32(event.id), { position, revision, frame });
    this.streams.moved(stream, revision);
    this.fresh.push({ position, revision, stream, frame });
  }
}

function metadataEvent(data: Buffer): NewEvent {
  return { id: randomUUID(), type: '$metadata', contentType: 'application/json', metadata: NOTHING, data };
}
