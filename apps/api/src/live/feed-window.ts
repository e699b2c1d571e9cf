import type { FeedItem } from './feed-item';

/** Entries in order, and the position up to which a reader then knows everything. */
export interface Chunk {
  readonly items: readonly FeedItem[];
  readonly upTo: bigint;
}

/** The newest entries of the ledger, held once for all readers. */
export class FeedWindow {
  private items: FeedItem[] = [];

  /** `start` is exclusive: the window is complete from there on. */
  constructor(
    private start: bigint,
    private readonly capacity: number,
  ) {}

  /** Position of the newest entry. */
  get end(): bigint {
    return this.items.at(-1)?.position ?? this.start;
  }

  /** Whether everything after this position is here. */
  reaches(position: bigint): boolean {
    return position >= this.start;
  }

  /** In order, each newer than all before. Twice the capacity is held at most. */
  add(items: readonly FeedItem[]): void {
    this.items.push(...items);
    if (this.items.length <= 2 * this.capacity) return;
    const dropped = this.items.splice(0, this.items.length - this.capacity);
    this.start = dropped.at(-1)?.position ?? this.start;
  }

  /** At most `limit` entries after a position that the window reaches; null when there are none. */
  after(position: bigint, limit: number): Chunk | null {
    const first = this.firstAfter(position);
    const items = this.items.slice(first, first + limit);
    const upTo = items.at(-1)?.position;
    return upTo === undefined ? null : { items, upTo };
  }

  private firstAfter(position: bigint): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle]?.position ?? 0n) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
