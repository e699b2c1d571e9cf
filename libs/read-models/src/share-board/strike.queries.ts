import type { ReadDatabase } from '../database/read-database';
import { pageOf, positionOf, type Page } from '../database/paging';
import { strikeFrom, type StrikeRow } from './case.rows';
import { inForce } from './known-at';

export interface StrikeListing {
  readonly asOf: bigint | null;
  readonly limit: number;
  /** Cursor of the page before. */
  readonly after?: string;
  readonly exercise?: boolean;
}

/** What is, or was, known of the strikes; in the order in which they were first recorded. */
export class StrikeQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** @throws UnknownCursor */
  async list(listing: StrikeListing): Promise<Page<StrikeRow>> {
    const rows = await this.board(listing).execute();
    return pageOf(rows, listing.limit, { place: (row) => row.created_position, read: strikeFrom });
  }

  async find(id: string, asOf: bigint | null): Promise<StrikeRow | null> {
    const query = this.db.kysely
      .selectFrom('strike_version')
      .select(['view', 'revision', 'from_position'])
      .where('strike_id', '=', id.toLowerCase())
      .orderBy('from_position', 'desc')
      .limit(1);
    const row = await (asOf === null ? query : query.where('from_position', '<=', asOf)).executeTakeFirst();
    return row ? strikeFrom(row) : null;
  }

  /** The statement behind `list`. */
  board({ asOf, after, exercise, limit }: StrikeListing) {
    let query = this.db.kysely
      .selectFrom('strike_version')
      .select(['view', 'revision', 'from_position', 'created_position'])
      .where(inForce(asOf))
      .orderBy('created_position')
      .limit(limit + 1);
    if (after !== undefined) query = query.where('created_position', '>', positionOf(after));
    if (exercise !== undefined) query = query.where('exercise', '=', exercise ? 1n : 0n);
    return query;
  }
}
