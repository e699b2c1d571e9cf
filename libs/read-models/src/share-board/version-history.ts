import type { VersionRow } from './share-board.tables';

/** A version and the view it holds, so that folding goes on without reading JSON again. */
export interface Version<Row extends VersionRow, View> {
  readonly row: Row;
  readonly view: View;
}

/**
 * The versions that one batch adds to rows with a history. What was in force before the batch is loaded once per row; a
 * new version ends it, and both are written when the batch is flushed. Applying events again writes the same rows again.
 */
export class VersionHistory<Row extends VersionRow, View> {
  private readonly current = new Map<string, Version<Row, View> | null>();
  private readonly written = new Set<Row>();

  constructor(private readonly load: (id: string, position: bigint) => Promise<Row | null>) {}

  /** The version in force just before a position. Positions are asked for in ascending order. */
  async before(position: bigint, id: string): Promise<Version<Row, View> | null> {
    const known = this.current.get(id);
    if (known !== undefined) return known;
    const row = await this.load(id, position);
    const loaded = row && { row, view: JSON.parse(row.view) as View };
    this.current.set(id, loaded);
    return loaded;
  }

  /** `next` comes into force at its `from_position`, which is never before the newest version's. */
  add(id: string, next: Version<Row, View>): void {
    const previous = this.current.get(id)?.row;
    if (previous) this.end(previous, next.row.from_position);
    this.current.set(id, next);
    this.written.add(next.row);
  }

  rows(): Row[] {
    return [...this.written];
  }

  /** Two changes at one position are one version: the later one. */
  private end(previous: Row, position: bigint): void {
    if (previous.from_position === position) {
      this.written.delete(previous);
      return;
    }
    previous.to_position = position;
    this.written.add(previous);
  }
}
