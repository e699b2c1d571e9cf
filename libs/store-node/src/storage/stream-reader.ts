import { NO_STREAM } from '../wire/append-replies';
import { viewEvent } from '../wire/event-view';
import { TOMBSTONE } from '../wire/recorded-event';
import type { StoredEvents, Row } from './stored-events';
import type { StreamKey, Streams } from './streams';

/** What a reader may see of a stream: revisions `first` to `last`, or why nothing. */
export type Visible =
  | { readonly kind: 'present'; readonly id: number; readonly first: number; readonly last: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'tombstoned' };

/** Reads streams with the limits of their metadata. */
export class StreamReader {
  constructor(
    private readonly events: StoredEvents,
    private readonly streams: Streams,
  ) {}

  visible(stream: StreamKey): Visible {
    const last = this.streams.lastOf(stream);
    if (last === TOMBSTONE) return { kind: 'tombstoned' };
    const limits = this.streams.limitsOf(stream);
    if (last === NO_STREAM || limits.softDeleted) return { kind: 'missing' };
    const id = this.streams.idOf(stream);
    let first = limits.truncateBefore ?? 0;
    if (limits.maxCount !== undefined) first = Math.max(first, last - limits.maxCount + 1);
    if (limits.maxAge !== undefined)
      first = this.firstSince(id, Date.now() - limits.maxAge * 1000, { first, last });
    return { kind: 'present', id, first, last };
  }

  /** The event at `revision`, when its stream still shows it. */
  event(stream: StreamKey, revision: number): Row | undefined {
    const visible = this.visible(stream);
    if (visible.kind !== 'present' || revision < visible.first || revision > visible.last) return undefined;
    return this.events.at(visible.id, revision);
  }

  /** Times rise with revisions, so the first event young enough is found by halving. */
  private firstSince(id: number, oldest: number, range: { first: number; last: number }): number {
    let low = range.first;
    let high = range.last + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.events.at(id, middle);
      if (row === undefined || createdAt(row) < oldest) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function createdAt(row: Row): number {
  return Number(viewEvent(row.frame).created.slice(0, -4));
}
