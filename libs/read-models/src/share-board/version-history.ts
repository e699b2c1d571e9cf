import { folded } from './kept-views';
import type { VersionRow } from './share-board.tables';

/** A version and the view it holds, so that folding goes on without reading JSON again. `row.view` is written when the row is. */
export interface Version<Row extends VersionRow, View> {
  readonly row: Row;
  readonly view: View;
}

export interface VersionSource<Row extends VersionRow, View> {
  /** The version in force just before a position. */
  load(id: string, position: bigint): Promise<Version<Row, View> | null>;
  /** Whether a version keeps its view when it has ended. */
  keepsView(row: Row): boolean;
}

/** Rows to be written: `added` have keys of their own, `replaced` are rows that the tables hold already. */
export interface VersionRows<Row> {
  readonly added: readonly Row[];
  readonly replaced: readonly Row[];
}

/** Versions in force that are not written yet because they may soon end. */
const heldBack = 1_000;

interface Current<Row extends VersionRow, View> extends Version<Row, View> {
  /** The tables hold a row under its key. */
  stored: boolean;
  /** What is stored is the row as it is. */
  written: boolean;
}

/**
 * The versions that one batch adds to rows with a history. What was in force before the batch is loaded once per row; a
 * new version ends it, and both are written. Applying events again writes the same rows again.
 */
export class VersionHistory<Row extends VersionRow, View> {
  /** The one that has not changed for longest comes first. */
  private readonly current = new Map<string, Current<Row, View> | null>();
  private added: Row[] = [];
  private replaced: Row[] = [];

  constructor(private readonly source: VersionSource<Row, View>) {}

  /** The version in force just before a position. Positions are asked for in ascending order. */
  before(position: bigint, id: string): Version<Row, View> | null | Promise<Version<Row, View> | null> {
    const known = this.current.get(id);
    return known === undefined ? this.loaded(position, id) : known;
  }

  /** `next` comes into force at its `from_position`, which is never before the newest version's. */
  add(id: string, { row, view }: Version<Row, View>): void {
    const previous = this.current.get(id);
    // Two changes at one position are one version: the later one.
    const takesPlace = previous?.row.from_position === row.from_position;
    if (previous && !takesPlace) this.end(previous, row.from_position);
    this.current.delete(id);
    this.current.set(id, { row, view, stored: takesPlace && previous.stored, written: false });
  }

  /** Every row that is not written as it is. */
  rows(): VersionRows<Row> {
    for (const version of this.current.values()) if (version && !version.written) this.take(version);
    return this.taken();
  }

  /**
   * The rows of ended versions, which nothing changes any more, and of those in force that many others changed after.
   * Only `most` of those in force are kept; the others are loaded again should they change.
   */
  endedRows(most: number): VersionRows<Row> {
    let younger = this.current.size;
    for (const [id, version] of this.current) {
      if (younger-- <= Math.min(most, heldBack)) break;
      if (version && !version.written) this.take(version);
      if (younger >= most) this.current.delete(id);
    }
    return this.taken();
  }

  private async loaded(position: bigint, id: string): Promise<Version<Row, View> | null> {
    const found = await this.source.load(id, position);
    const version = found && { ...found, stored: true, written: true };
    this.current.set(id, version);
    return version;
  }

  private end(version: Current<Row, View>, position: bigint): void {
    version.row.to_position = position;
    this.take(version);
  }

  private take(version: Current<Row, View>): void {
    const { row, view } = version;
    const past = row.to_position !== null && !this.source.keepsView(row);
    row.view = past ? folded : JSON.stringify(view);
    (version.stored ? this.replaced : this.added).push(row);
    version.stored = true;
    version.written = true;
  }

  private taken(): VersionRows<Row> {
    const rows = { added: this.added, replaced: this.replaced };
    this.added = [];
    this.replaced = [];
    return rows;
  }
}
