import {
  foldCase,
  foldStrike,
  idInStream,
  withStrike,
  type CaseView,
  type RecordedShareEvent,
  type RecordedStrikeEvent,
  type StrikeView,
} from '@mizan/domain';
import type { Decoded, Projection, ProjectionBatch } from '@mizan/es';
import type { AddRows } from '../database/add-rows';
import { truthColumn } from '../database/instants';
import type { ReadTx } from '../database/schema';
import { upsert } from '../database/upsert';
import { folded, keepsCaseView, keepsStrikeView } from './kept-views';
import { eventColumn } from './own-event';
import { caseBefore, strikeBefore } from './versions-before';
import {
  caseStrike,
  caseVersion,
  strikeVersion,
  type CaseStrikeRow,
  type CaseVersionRow,
  type StrikeVersionRow,
} from './share-board.tables';
import { VersionHistory, type VersionRows } from './version-history';

export interface CasesOptions {
  readonly add?: AddRows;
  /** Versions in force that a long batch keeps in memory, of cases and of strikes: some 4 KB each. */
  readonly versionsKept?: number;
}

/** Cases and strikes with their history by position, and the events that made it. */
export function casesProjection({
  add = upsert,
  versionsKept = 10_000,
}: CasesOptions = {}): Projection<ReadTx> {
  return { name: 'cases', version: 2, open: (tx) => new CasesBatch(tx, { add, versionsKept }) };
}

class CasesBatch implements ProjectionBatch {
  private readonly cases: VersionHistory<CaseVersionRow, CaseView>;
  private readonly strikes: VersionHistory<StrikeVersionRow, StrikeView>;
  private readonly links: CaseStrikeRow[] = [];

  constructor(
    private readonly tx: ReadTx,
    private readonly options: Required<CasesOptions>,
  ) {
    this.cases = new VersionHistory<CaseVersionRow, CaseView>({
      load: (id, position) => caseBefore(tx, id, position),
      keepsView: keepsCaseView,
    });
    this.strikes = new VersionHistory<StrikeVersionRow, StrikeView>({
      load: (id, position) => strikeBefore(tx, id, position),
      keepsView: keepsStrikeView,
    });
  }

  async apply(event: Decoded): Promise<void> {
    const subject = idInStream(event.stream);
    if (subject?.kind === 'share') await this.applyShare(subject.id, event);
    if (subject?.kind === 'strike') await this.applyStrike(subject.id, event);
  }

  flush(): Promise<void> {
    return this.write(this.cases.rows(), this.strikes.rows());
  }

  relieve(): Promise<void> {
    const { versionsKept } = this.options;
    return this.write(this.cases.endedRows(versionsKept), this.strikes.endedRows(versionsKept));
  }

  private async write(
    cases: VersionRows<CaseVersionRow>,
    strikes: VersionRows<StrikeVersionRow>,
  ): Promise<void> {
    const { add } = this.options;
    const links = this.links.splice(0);
    await add(this.tx, caseVersion, cases.added);
    await upsert(this.tx, caseVersion, cases.replaced);
    await add(this.tx, strikeVersion, strikes.added);
    await upsert(this.tx, strikeVersion, strikes.replaced);
    await upsert(this.tx, caseStrike, links);
  }

  private async applyShare(id: string, event: Decoded): Promise<void> {
    const previous = isFirst(event) ? null : await this.cases.before(event.position, id);
    const fact = event as unknown as RecordedShareEvent;
    const view = foldCase(previous?.view ?? null, fact, id);
    const created = previous?.row.created_position ?? event.position;
    const { position, revision } = event;
    this.addCase(view, { position, created, revision, event: eventColumn(event) });
  }

  private async applyStrike(id: string, event: Decoded): Promise<void> {
    const previous = isFirst(event) ? null : await this.strikes.before(event.position, id);
    const fact = event as unknown as RecordedStrikeEvent;
    const view = foldStrike(previous?.view ?? null, fact, id);
    const created = previous?.row.created_position ?? event.position;
    const { position, revision } = event;
    this.strikes.add(id, {
      view,
      row: {
        strike_id: id,
        ...versionOf(view, { position, created, revision, event: eventColumn(event) }),
      },
    });
    const known = new Set(previous?.view.linkedCases);
    for (const caseId of view.linkedCases) {
      if (!known.has(caseId))
        this.links.push({ case_id: caseId, strike_id: id, from_position: event.position });
      await this.strikeCase(caseId, view, event.position);
    }
  }

  /** The case shows its strikes as they are: what happens to a strike is a new version of the case, too. */
  private async strikeCase(caseId: string, strike: StrikeView, position: bigint): Promise<void> {
    const previous = await this.cases.before(position, caseId);
    if (!previous) return;
    const { created_position: created, revision } = previous.row;
    this.addCase(withStrike(previous.view, strike), { position, created, revision, event: null });
  }

  private addCase(view: CaseView, at: VersionPlace): void {
    const { id, reference, state } = view;
    this.cases.add(id, { view, row: { case_id: id, reference, state, ...versionOf(view, at) } });
  }
}

/** Nothing is known of a case or a strike before its own stream begins: there is no row to look for. */
function isFirst({ revision }: Decoded): boolean {
  return revision === 0n;
}

interface VersionPlace {
  readonly position: bigint;
  readonly created: bigint;
  readonly revision: bigint;
  /** Its JSON, where the version is made by an event of its own stream. */
  readonly event: string | null;
}

function versionOf(view: CaseView | StrikeView, { position, created, revision, event }: VersionPlace) {
  return {
    from_position: position,
    to_position: null,
    created_position: created,
    revision,
    exercise: truthColumn(view.exercise),
    view: folded,
    event,
  };
}
