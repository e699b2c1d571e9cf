import type { FoldedStream } from './folded-stream';

/** Who folds a stream; compared by identity. */
type Folder = object;

interface Entry {
  readonly folder: Folder;
  readonly folded: FoldedStream<unknown>;
  readonly weight: number;
}

/** What a state weighs, measured in command ids: a few KB beside about 80 bytes. */
export const STATE_WEIGHT = 50;

/** How much is kept unless told otherwise: the sum over all streams of STATE_WEIGHT and 1 for each command that wrote it. */
const defaultCapacity = 500_000;

/**
 * What streams folded to when they were last looked at, the most recently used ones. It may be behind the store at any
 * time; whoever decides on it appends under its revision, and asks the store before saying no.
 */
export class StateCache {
  private readonly entries = new Map<string, Entry>();
  /**
   * From the oldest that is left on, while more is put than there is room for: a walk from the beginning would pass all
   * that were forgotten. One that stands still would hold every table that the Map has had.
   */
  private oldest: MapIterator<string> | null = null;
  private weight = 0;

  constructor(private readonly capacity = defaultCapacity) {}

  get<S>(folder: Folder, stream: string): FoldedStream<S> | null {
    const entry = this.entries.get(stream);
    if (entry?.folder !== folder) return null;
    // A Map keeps the order of insertion: the first entry is the one that was not used for longest.
    this.entries.delete(stream);
    this.entries.set(stream, entry);
    return entry.folded as FoldedStream<S>;
  }

  /** Keeps the newer of what is known and what is given. */
  put<S>(folder: Folder, stream: string, folded: FoldedStream<S>): void {
    if (!folded.tip) return;
    const known = this.get(folder, stream)?.tip;
    if (known && known.revision > folded.tip.revision) return;
    this.forget(stream);
    const entry = { folder, folded, weight: STATE_WEIGHT + folded.commandIds.size };
    this.entries.set(stream, entry);
    this.weight += entry.weight;
    this.shrink();
  }

  forget(stream: string): void {
    this.weight -= this.entries.get(stream)?.weight ?? 0;
    this.entries.delete(stream);
  }

  clear(): void {
    this.entries.clear();
    this.weight = 0;
  }

  private shrink(): void {
    if (this.weight <= this.capacity) {
      this.oldest = null;
      return;
    }
    this.oldest ??= this.entries.keys();
    for (let next = this.oldest.next(); !next.done; next = this.oldest.next()) {
      this.forget(next.value);
      if (this.weight <= this.capacity) return;
    }
  }
}
