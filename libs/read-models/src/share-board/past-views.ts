import { setImmediate as pause } from 'node:timers/promises';
import {
  foldCase,
  foldStrike,
  withStrike,
  type CaseView,
  type RecordedShareEvent,
  type RecordedStrikeEvent,
  type StrikeView,
} from '@mizan/domain';
import { ReadDatabaseProblem } from '../database/problem';
import type { ReadTx } from '../database/schema';
import { folded, mayHaveKeptView } from './kept-views';
import { eventsOfCases, eventsOfStrikes, type OwnEvent } from './own-event';
import type { CaseVersionRow, StrikeVersionRow, VersionRow } from './share-board.tables';

/** Ledger positions, inclusive: a fold may begin with a view kept up to `since`, and ends with `upTo`. */
export interface FoldSpan {
  readonly since: bigint;
  readonly upTo: bigint;
}

type Placed<Row extends VersionRow, Id extends keyof Row> = Pick<Row, Id | 'from_position' | 'view'>;

/** Ids per statement: far below every database's limit on variables, and a short wait for who comes between. */
const idsAtOnce = 100;

/**
 * The views of these versions, in their order. That of a past version is the fold of its case's timeline.
 * @throws ReadDatabaseProblem when the timeline does not hold it
 */
export async function caseViews(
  tx: ReadTx,
  versions: readonly Placed<CaseVersionRow, 'case_id' | 'revision'>[],
  span: FoldSpan,
): Promise<CaseView[]> {
  const views = new PastViews<CaseView>();
  const past = versions.filter(({ view }) => view === folded);
  const long = new Set(past.filter(mayHaveKeptView).map((row) => row.case_id));
  for (const ids of inPortions(past.map((row) => row.case_id))) {
    const kept = await keptViews(tx, { ids: ids.filter((id) => long.has(id)), since: span.since });
    const cases = new Map(ids.map((id) => [id, kept.get(id)?.from_position ?? null]));
    const events = await eventsOfCases(tx, { cases, upTo: span.upTo });
    complete(() => foldCases(events, kept, views));
    await pause();
  }
  return versions.map((row) => views.of(row.case_id, row));
}

/** The views of these versions, in their order. @throws ReadDatabaseProblem when the events do not hold one */
export async function strikeViews(
  tx: ReadTx,
  versions: readonly Placed<StrikeVersionRow, 'strike_id'>[],
  upTo: bigint,
): Promise<StrikeView[]> {
  const views = new PastViews<StrikeView>();
  for (const ids of inPortions(versions.flatMap((row) => (row.view === folded ? row.strike_id : [])))) {
    const events = await eventsOfStrikes(tx, ids, upTo);
    complete(() => foldStrikes(events, views));
    await pause();
  }
  return versions.map((row) => views.of(row.strike_id, row));
}

/** What folds gave, by the events after which it was so. */
class PastViews<View> {
  private readonly views = new Map<string, Map<bigint, View>>();

  put(id: string, position: bigint, view: View): void {
    const known = this.views.get(id);
    if (known) known.set(position, view);
    else this.views.set(id, new Map([[position, view]]));
  }

  of(id: string, { from_position: position, view }: Pick<VersionRow, 'from_position' | 'view'>): View {
    if (view !== folded) return JSON.parse(view) as View;
    const past = this.views.get(id)?.get(position);
    if (past) return past;
    throw lacking(`The read database lacks events of ${id} up to position ${position}.`);
  }
}

/** A fold says so when what it is given does not begin where a case or a strike begins. */
function complete(fold: () => void): void {
  try {
    fold();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw lacking(`The read database lacks events. ${error.message}`, error);
  }
}

function lacking(detail: string, cause?: Error): ReadDatabaseProblem {
  const remedy = 'Build it again from the ledger with "mizan projection rebuild cases"; nothing is lost.';
  return new ReadDatabaseProblem('READ_DATABASE_CORRUPT', { detail, remedy }, { cause });
}

interface KeptView {
  readonly from_position: bigint;
  readonly view: string;
}

/** Of each case the newest view that was kept. */
async function keptViews(
  tx: ReadTx,
  { ids, since }: { readonly ids: readonly string[]; readonly since: bigint },
): Promise<ReadonlyMap<string, KeptView>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('case_version')
    .innerJoin(
      (from) =>
        from
          .selectFrom('case_version')
          .select(({ fn }) => ['case_id as id', fn.max('from_position').as('newest')])
          .where('case_id', 'in', ids)
          .where('from_position', '<=', since)
          .where('view', '<>', folded)
          .groupBy('case_id')
          .as('kept'),
      (join) => join.onRef('kept.id', '=', 'case_id').onRef('kept.newest', '=', 'from_position'),
    )
    .select(['case_id', 'from_position', 'view'])
    .execute();
  return new Map(rows.map((row) => [row.case_id, row]));
}

/**
 * As the projection folds them: what happens to a linked strike happens to the case. What a kept view knows of a strike
 * comes again, and in the same order, before anything new does.
 */
function foldCases(
  events: readonly OwnEvent[],
  kept: ReadonlyMap<string, KeptView>,
  past: PastViews<CaseView>,
): void {
  const cases = new Map([...kept].map(([id, { view }]) => [id, JSON.parse(view) as CaseView]));
  const strikes = new Map<string, StrikeView>();
  const put = (id: string, position: bigint, view: CaseView) => {
    cases.set(id, view);
    past.put(id, position, view);
  };
  for (const event of events) {
    const { kind, subject, position } = event;
    if (kind === 'share') {
      const fact = event as unknown as RecordedShareEvent;
      put(subject, position, foldCase(cases.get(subject) ?? null, fact, subject));
      continue;
    }
    const strike = strikeAfter(strikes.get(subject), event);
    strikes.set(subject, strike);
    for (const id of strike.linkedCases) {
      const view = cases.get(id);
      if (view) put(id, position, withStrike(view, strike));
    }
  }
}

function foldStrikes(events: readonly OwnEvent[], past: PastViews<StrikeView>): void {
  const strikes = new Map<string, StrikeView>();
  for (const event of events) {
    const strike = strikeAfter(strikes.get(event.subject), event);
    strikes.set(event.subject, strike);
    past.put(event.subject, event.position, strike);
  }
}

function strikeAfter(view: StrikeView | undefined, event: OwnEvent): StrikeView {
  return foldStrike(view ?? null, event as unknown as RecordedStrikeEvent, event.subject);
}

function inPortions(ids: readonly string[]): string[][] {
  const each = [...new Set(ids)];
  return Array.from({ length: Math.ceil(each.length / idsAtOnce) }, (_, n) =>
    each.slice(n * idsAtOnce, (n + 1) * idsAtOnce),
  );
}
