/** A cursor that this server never gave out. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
  readonly code = 'CURSOR_UNKNOWN';
  constructor() {
    super('This cursor is not one of this server. Leave it out to begin with the first page.');
  }
}

export interface Page<Row> {
  readonly rows: Row[];
  /** Opaque; null on the last page. */
  readonly next: string | null;
}

/** Cursors name the position at which the last row of a page began to exist: no later write ever moves it. */
export function cursorAt(position: bigint): string {
  return Buffer.from(`after ${position}`).toString('base64url');
}

/** @throws UnknownCursor */
export function positionOf(cursor: string): bigint {
  const [, digits] = /^after (\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (digits === undefined) throw new UnknownCursor();
  return BigInt(digits);
}

/** `found` holds one row more than `limit` when there is another page. `place` is where a row began to exist. */
export function pageOf<Row>(found: readonly Row[], limit: number, place: (row: Row) => bigint): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? cursorAt(place(last)) : null };
}
