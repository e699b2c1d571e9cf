import type { ReadDatabase } from '../database/read-database';
import { pageOf, positionOf, type Page } from '../database/paging';
import type { StrikeRow } from './case.rows';
import { inForce } from './known-at';
import { strikeViews } from './past-views';
import type { StrikeVersionRow } from './share-board.tables';

export interface StrikeListing {
  readonly asOf: bigint | null;
  readonly limit: number;
  /** Cursor of the page before. */
  readonly after?: string;
  readonly exercise?: boolean;
}

type FoundVersion = Pick<StrikeVersionRow, 'strike_id' | 'view' | 'revision' | 'from_position'>;

/** What is, or was, known of the strikes; in the order in which they were first recorded. */
export class StrikeQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** @throws UnknownCursor */
  async list(listing: StrikeListing): Promise<Page<StrikeRow>> {
    const found = await this.board(listing).execute();
    const { rows, next } = pageOf(found, listing.limit, (row) => row.created_position);
    return { rows: await this.viewed(rows, listing.asOf), next };
  }

  async find(id: string, asOf: bigint | null): Promise<StrikeRow | null> {
    const query = this.db.kysely
      .selectFrom('strike_version')
      .select(['strike_id', 'view', 'revision', 'from_position'])
      .where('strike_id', '=', id.toLowerCase())
      .orderBy('from_position', 'desc')
      .limit(1);
    const found = await (asOf === null ? query : query.where('from_position', '<=', asOf)).execute();
    const [row] = await this.viewed(found, asOf);
    return row ?? null;
  }

  /** The statement behind `list`. */
  board({ asOf, after, exercise, limit }: StrikeListing) {
    let query = this.db.kysely
      .selectFrom('strike_version')
      .select(['strike_id', 'view', 'revision', 'from_position', 'created_position'])
      .where(inForce(asOf))
      .orderBy('created_position')
      .limit(limit + 1);
    if (after !== undefined) query = query.where('created_position', '>', positionOf(after));
    if (exercise !== undefined) query = query.where('exercise', '=', exercise ? 1n : 0n);
    return query;
  }

  /** Of what is in force now every view is at hand. */
  private async viewed(rows: readonly FoundVersion[], asOf: bigint | null): Promise<StrikeRow[]> {
    const views = await strikeViews(this.db.kysely, rows, asOf ?? 0n);
    return rows.flatMap(({ revision, from_position: position }, n) => {
      const view = views[n];
      return view ? { view, revision, position } : [];
    });
  }
}
