import { sightOf, type Identity } from '@mizan/access';
import { outcomeOf, overlaysOf, runningDeadline, type CaseOutcome, type CaseView } from '@mizan/domain';
import type { FeedRow, Subject } from '@mizan/read-models';
import { mayKnow } from '../strikes/strike-access';

/** A case right after an entry, with time run up to the entry itself: what replay says of it. */
export interface LiveCase {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly outcome: CaseOutcome;
  readonly deadline: { readonly due: string; readonly basis: string } | null;
}

/** An entry of the ledger on the wire. Never a place, never words that somebody wrote. Positions are decimal. */
export interface LiveEntry {
  readonly position: string;
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  readonly exercise: boolean;
  /** What the entry is about, and its revision by this entry. */
  readonly subject: Subject & { readonly revision: string };
  /** The cases that it changed and the reader may see. */
  readonly cases: readonly LiveCase[];
}

/**
 * The cases of an entry that this reader may see; null where it is not to know of the entry. A case is judged as it was
 * right after the entry, by the rules of every other read: whenever somebody asks, the answer is the same.
 */
export function casesSeenBy(reader: Identity, row: FeedRow): readonly CaseView[] | null {
  const seen = row.cases.filter((view) => sightOf(reader, view) !== 'none');
  return seen.length > 0 || mayKnowSubject(reader, row) ? seen : null;
}

/** The entry as it is told to somebody who sees these of its cases. */
export function entryOf(row: FeedRow, seen: readonly CaseView[]): LiveEntry {
  const { position, type, recordedAt, exercise, subject, revision } = row;
  return {
    position: position.toString(),
    type,
    recordedAt,
    exercise,
    subject: { ...subject, revision: revision.toString() },
    cases: seen.map((view) => caseAfter(view, recordedAt)),
  };
}

/** Incidents are public reports, open to all who read; a share is known by its case alone. */
function mayKnowSubject(reader: Identity, { subject, strike }: FeedRow): boolean {
  return subject.kind === 'incident' || (strike !== null && mayKnow(reader, strike));
}

function caseAfter(view: CaseView, at: string): LiveCase {
  const { id, reference, state } = view;
  const deadline = runningDeadline(view);
  return { id, reference, state, overlays: overlaysOf(view, at), outcome: outcomeOf(view, at), deadline };
}
