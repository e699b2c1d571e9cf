import type { CaseView, StrikeView } from '@mizan/domain';
import { instantFrom } from '../database/instants';
import type { ReadDatabase } from '../database/read-database';
import { caseViews, strikeViews } from '../share-board/past-views';
import { subjectsOf, type Subject } from './feed-subjects';

/** One entry of the ledger with the cases that it made what they are. No place and no text of the event itself. */
export interface FeedRow {
  readonly position: bigint;
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  readonly revision: bigint;
  readonly exercise: boolean;
  readonly subject: Subject;
  /** The strike after this entry; null where it is about something else. */
  readonly strike: StrikeView | null;
  /** Every case that this entry changed, as it was known right after it. */
  readonly cases: readonly CaseView[];
}

/** Positions: what lies after `after`, up to and with `upTo`, at most `limit` rows. */
export interface FeedRange {
  readonly after: bigint;
  readonly upTo: bigint;
  readonly limit: number;
}

type Span = Pick<FeedRange, 'after' | 'upTo'>;

/** The ledger in its order, as its readers follow it. */
export class FeedQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** Oldest first. Whatever `upTo` covers must be applied in every projection. */
  async page(range: FeedRange): Promise<FeedRow[]> {
    const entries = await this.entries(range).execute();
    const subjects = subjectsOf(entries);
    const span = { after: range.after, upTo: entries.at(-1)?.position ?? range.after };
    const strikes = await this.strikesAt(subjects.strikes, span);
    const linked = [...strikes.values()].flatMap(({ linkedCases }) => linkedCases);
    const cases = await this.casesAt([...new Set([...subjects.shares, ...linked])], span);
    return entries.flatMap(({ position, stream, type, recorded_at, revision, exercise }) => {
      const subject = subjects.of(stream);
      if (!subject) return [];
      return {
        position,
        type,
        recordedAt: instantFrom(recorded_at),
        revision,
        exercise: exercise === 1n,
        subject,
        strike: strikes.get(position) ?? null,
        cases: cases.get(position) ?? [],
      };
    });
  }

  /** The position after which the newest `count` entries up to `upTo` lie. */
  async before(upTo: bigint, count: number): Promise<bigint> {
    const row = await this.db.kysely
      .selectFrom('ledger_event')
      .select('position')
      .where('position', '<=', upTo)
      .orderBy('position', 'desc')
      .limit(1)
      .offset(count)
      .executeTakeFirst();
    return row?.position ?? 0n;
  }

  private entries({ after, upTo, limit }: FeedRange) {
    return this.db.kysely
      .selectFrom('ledger_event')
      .select(['position', 'stream', 'type', 'recorded_at', 'revision', 'exercise'])
      .where('position', '>', after)
      .where('position', '<=', upTo)
      .orderBy('position')
      .limit(limit);
  }

  private async strikesAt(ids: readonly string[], { after, upTo }: Span): Promise<Map<bigint, StrikeView>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.kysely
      .selectFrom('strike_version')
      .select(['strike_id', 'from_position', 'view'])
      .where('strike_id', 'in', ids)
      .where('from_position', '>', after)
      .where('from_position', '<=', upTo)
      .execute();
    const views = await strikeViews(this.db.kysely, rows, upTo);
    return new Map(views.map((view, n) => [rows[n]?.from_position ?? 0n, view]));
  }

  private async casesAt(ids: readonly string[], { after, upTo }: Span): Promise<Map<bigint, CaseView[]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.kysely
      .selectFrom('case_version')
      .select(['case_id', 'revision', 'from_position', 'view'])
      .where('case_id', 'in', ids)
      .where('from_position', '>', after)
      .where('from_position', '<=', upTo)
      .orderBy('created_position')
      .execute();
    const cases = new Map<bigint, CaseView[]>();
    const views = await caseViews(this.db.kysely, rows, { since: after, upTo });
    for (const [n, { from_position: at }] of rows.entries())
      cases.set(at, [...(cases.get(at) ?? []), ...views.slice(n, n + 1)]);
    return cases;
  }
}
