/** One stored event as a reader takes it. */
export interface Row {
  readonly position: number;
  readonly revision: number;
  readonly frame: Buffer;
}

/** What a statement on the index selects, in this order; a damaged row may hold anything. */
export type Columns = readonly [
  position: number,
  revision: number,
  stream: number,
  checksum: number,
  /** Where in the log the frame begins, and its bytes. */
  place: number,
  length: number,
];

/** Rows that a statement gives one by one; `return` ends it before its time. */
export type Results = Iterable<unknown> & { return?: () => unknown };

/** What was asked for when a read met damage. */
export interface Near {
  readonly position?: number;
  /** The stream's number in the log. */
  readonly stream?: number;
  readonly revision?: number;
}
