import { foldCase } from '../cases/case.fold';
import type { CaseView, ClaimedAction, StrikeView } from '../cases/case.view';
import type { Actor, FactMetadata, Recorded } from '../common/fact';
import type { ShareEvent } from '../shares/share.events';
import { after, delivered, moment, sharer, start } from './samples';

/** A fact as the ledger gives it back. */
export function recorded<F extends { readonly type: string; readonly metadata?: object }>(
  fact: F,
  at: string,
  told: { readonly id?: string; readonly actor?: Actor; readonly exercise?: boolean } = {},
): Recorded<F> {
  const { id = `${fact.type}@${at}`, actor = sharer, exercise } = told;
  const exercised = exercise === undefined ? {} : { exercise };
  const metadata: FactMetadata = { ...fact.metadata, recordedAt: at, actor, ...exercised };
  return { ...fact, id, metadata };
}

/** Folds facts of the sample case, each recorded at its instant. */
export function viewOf(...history: readonly (readonly [at: string, fact: ShareEvent])[]): CaseView {
  const folded = history.reduce<CaseView | null>(
    (view, [at, fact]) => foldCase(view, recorded(fact, at), 'case-1'),
    null,
  );
  if (folded === null) throw new Error('A view needs at least one fact.');
  return folded;
}

/** The sample case, delivered at `start`, with what a specification changes in its view. */
export function deliveredView(changed: Partial<CaseView> = {}): CaseView {
  return { ...viewOf(...delivered.map((fact) => [start, fact] as const)), ...changed };
}

/** A raid that ended `ended` after delivery and was reported `reported` after it. */
export function action(ended: string, reported = ended, changed: Partial<ClaimedAction> = {}): ClaimedAction {
  return {
    eventId: 'raid-1',
    kind: 'raid',
    nothingFound: false,
    occurredAt: moment(after(ended)),
    recordedAt: after(reported),
    results: null,
    place: null,
    beforeAdmission: false,
    afterWithdrawal: false,
    outstanding: [],
    challengedAt: null,
    ...changed,
  };
}

/** A strike by the sharer that YY alleges to have ended at `at`, recorded at once. */
export function strike(at: string, changed: Partial<StrikeView> = {}): StrikeView {
  return {
    id: 'strike-1',
    by: 'XX',
    against: 'YY',
    class: 'drone-strike',
    occurredAt: moment(at),
    recordedAt: at,
    status: 'alleged',
    alleged: true,
    linkedCases: ['case-1'],
    exercise: false,
    ...changed,
  };
}
