import type { ReadDatabase } from '../database/read-database';
import { pageOf, positionOf, type Page } from '../database/paging';
import { entryFrom, type CaseRow, type TimelineEntry } from './case.rows';
import { inForce } from './known-at';
import { eventsOfCases } from './own-event';
import { caseViews } from './past-views';
import type { CaseVersionRow } from './share-board.tables';

/** Cases in the order in which they were drafted. `asOf` is a ledger position, inclusive; null is now. */
export interface CaseListing {
  readonly asOf: bigint | null;
  readonly limit: number;
  /** Cursor of the page before. */
  readonly after?: string;
  readonly state?: string;
  readonly exercise?: boolean;
}

/** Two cases share a reference: only their ids tell them apart. */
export class AmbiguousReference extends Error {
  override readonly name = 'AmbiguousReference';
  readonly code = 'REFERENCE_AMBIGUOUS';
  constructor(
    readonly reference: string,
    readonly ids: readonly string[],
  ) {
    super(`${reference} is the reference of several cases. Name one by its id: ${ids.join(', ')}.`);
  }
}

type FoundVersion = Pick<CaseVersionRow, 'case_id' | 'view' | 'revision' | 'from_position'>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is, or was, known of the cases. */
export class CaseQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** @throws UnknownCursor */
  async list(listing: CaseListing): Promise<Page<CaseRow>> {
    const found = await this.board(listing).execute();
    const { rows, next } = pageOf(found, listing.limit, (row) => row.created_position);
    return { rows: await this.viewed(rows, listing.asOf), next };
  }

  /** Every case, unpaged: for the review numbers. */
  async all(asOf: bigint | null): Promise<CaseRow[]> {
    return this.viewed(await this.board({ asOf }).execute(), asOf);
  }

  /** By id or reference, in capitals or not. @throws AmbiguousReference */
  async find(idOrReference: string, asOf: bigint | null): Promise<CaseRow | null> {
    const id = uuid.test(idOrReference)
      ? idOrReference.toLowerCase()
      : await this.idOf(idOrReference.toUpperCase(), asOf);
    if (id === null) return null;
    const [row] = await this.viewed(await this.versionOf(id, asOf).execute(), asOf);
    return row ?? null;
  }

  /** The events of the case and of the strikes linked to it by then, oldest first. */
  async timeline(caseId: string, asOf: bigint | null): Promise<TimelineEntry[]> {
    const cases = new Map([[caseId, null]]);
    return (await eventsOfCases(this.db.kysely, { cases, upTo: asOf })).map(entryFrom);
  }

  /** The statement behind `list` and `all`. */
  board({ asOf, after, state, exercise, limit }: Omit<CaseListing, 'limit'> & { readonly limit?: number }) {
    let query = this.db.kysely
      .selectFrom('case_version')
      .select(['case_id', 'view', 'revision', 'from_position', 'created_position'])
      .where(inForce(asOf))
      .orderBy('created_position');
    if (after !== undefined) query = query.where('created_position', '>', positionOf(after));
    if (state !== undefined) query = query.where('state', '=', state);
    if (exercise !== undefined) query = query.where('exercise', '=', exercise ? 1n : 0n);
    return limit === undefined ? query : query.limit(limit + 1);
  }

  /** The statement behind `find`: the newest version that had begun by then. */
  versionOf(caseId: string, asOf: bigint | null) {
    const query = this.db.kysely
      .selectFrom('case_version')
      .select(['case_id', 'view', 'revision', 'from_position'])
      .where('case_id', '=', caseId)
      .orderBy('from_position', 'desc')
      .limit(1);
    return asOf === null ? query : query.where('from_position', '<=', asOf);
  }

  /** The statement behind a reference. It never changes, so that the current versions know every one there ever was. */
  idsOf(reference: string, asOf: bigint | null) {
    const query = this.db.kysely
      .selectFrom('case_version')
      .select('case_id')
      .where('reference', '=', reference)
      .where('to_position', 'is', null)
      .orderBy('created_position');
    return asOf === null ? query : query.where('created_position', '<=', asOf);
  }

  /** Of what is in force now every view is at hand. */
  private async viewed(rows: readonly FoundVersion[], asOf: bigint | null): Promise<CaseRow[]> {
    const at = asOf ?? 0n;
    const views = await caseViews(this.db.kysely, rows, { since: at, upTo: at });
    return rows.flatMap(({ revision, from_position: position }, n) => {
      const view = views[n];
      return view ? { view, revision, position } : [];
    });
  }

  private async idOf(reference: string, asOf: bigint | null): Promise<string | null> {
    const ids = (await this.idsOf(reference, asOf).execute()).map((row) => row.case_id);
    if (ids.length > 1) throw new AmbiguousReference(reference, ids);
    return ids[0] ?? null;
  }
}
