/** Of a case that has ended. */
const STILL_TOLD = 'What was done can still be reported.';

/** Every refusal of the domain: what is wrong, and what to do next. The code is stable. */
const refusals = {
  CASE_UNKNOWN: ['There is no such case.', 'Check the id or the reference.'],
  CASE_EXISTS: ['This case was drafted before, with other content.', 'Draft a new case under a new id.'],
  NOT_A_PARTY: [
    'Intelligence is shared by one of the two parties.',
    'Ask a liaison officer of a party to draft it.',
  ],
  SAME_PARTY: ['Both sides named are the same party.', 'Name the other party.'],
  NOT_YOUR_SIDE: [
    'This step belongs to the other side: nobody speaks for another party.',
    'Ask a liaison officer of the side concerned.',
  ],
  NOT_FOR_A_PARTY: [
    'A party of the case cannot rule on it or close it.',
    'Ask a co-chair for a ruling, or the registrar to close the case.',
  ],
  NOT_THE_SYSTEM: ['Only the clock of Mizan records a missed deadline.', 'Wait until it is recorded.'],
  NOT_DELIVERED: ['The case is a draft.', 'Have its release approved first, or withdraw it.'],
  CASE_WITHDRAWN: ['The case was withdrawn.', `${STILL_TOLD} To ask again, draft a new case.`],
  CASE_INADMISSIBLE: [
    'The case was ruled inadmissible.',
    `${STILL_TOLD} To ask again, draft a new case that meets the clause.`,
  ],
  CASE_RETURNED: [
    'The case was returned with a defect.',
    'Wait for its correction, or report the action if there was one.',
  ],
  CASE_CLOSED: ['The case is closed.', `${STILL_TOLD} To ask again, draft a new case that names this one.`],
  ALREADY_ACTED: ['An action is on record.', 'Report what followed as a further action.'],
  ALREADY_DECLINED: [
    'The request was declined before, with other reasons.',
    'The reasons on record stand; report an action if there is one after all.',
  ],
  ALREADY_SUPERSEDED: ['Another case supersedes this one already.', 'Supersede that case instead.'],
  SUPERSEDED_BY_ITSELF: ['A case is superseded by another case.', 'Name the id of the newer case.'],
  HOLD_MISSING: [
    'The draft has no hold undertaking, and nothing is released without one.',
    'Withdraw the draft and draft it again with a hold that outlasts the verification window.',
  ],
  HOLD_TOO_SHORT: [
    'The hold undertaking ends before the verification window does.',
    'Withdraw the draft and draft it again with a longer hold.',
  ],
  APPROVER_IS_DRAFTER: [
    'Whoever wrote a draft does not approve its release.',
    'Ask another approver of your side.',
  ],
  DEADLINE_PAST: ['The deadline lies in the past.', 'Draft it with a deadline that is still to come.'],
  DEADLINE_EMPTY: ['The deadline leaves no time.', 'Set a duration longer than zero.'],
  DEADLINE_AMBIGUOUS: [
    'A deadline is either a duration or an instant.',
    'Give exactly one of them, such as P7D.',
  ],
  DEADLINE_TOO_FAR: ['The deadline or the hold ends after the year 9999.', 'Set a shorter one.'],
  DEADLINE_RUNNING: [
    'The deadline still runs and nothing has been answered.',
    'Close the case after an action, a declination, a return, a withdrawal, a ruling, or the deadline.',
  ],
  DEADLINE_PASSED: [
    'The deadline has passed: returning the case now would hide that it was missed.',
    'Report an action, decline with reasons, or ask the sharing side to correct or withdraw the case.',
  ],
  DEADLINE_NOT_DUE: ['The deadline has not passed yet.', 'Try again once it has.'],
  OCCURRED_IN_FUTURE: ['It is said to have happened in the future.', 'Check the time and its zone.'],
  OCCURRED_BACKWARDS: ['It is said to have ended before it began.', 'Check both times and their zones.'],
  OCCURRED_BEFORE_DELIVERY: [
    'It ended before the case was delivered, so it does not answer the case.',
    'Check the time and its zone, or decline as already known.',
  ],
  NO_ACTION: ['No action is on record.', 'Wait until one is reported.'],
  ACTION_UNKNOWN: ['The case has no such action.', 'Give the event id of an action of this case.'],
  NOTHING_CORRECTED: ['The correction changes nothing.', 'Give a place or a belief that differs.'],
  SOURCE_MISSING: ['The incident names no source.', 'Name the public source, or the side, that says so.'],
  STRIKE_UNKNOWN: ['There is no such strike.', 'Check the id.'],
  STRIKE_EXISTS: ['This strike is on record with other content.', 'Record another strike under a new id.'],
  NOT_THE_STRIKER: ['Only the side that struck notifies its strike.', 'Allege the strike instead.'],
  ACCUSES_ITSELF: ['A side does not allege a strike of its own.', 'Notify the strike instead.'],
  NOT_THE_ACCUSED: [
    'Only the accused side admits or denies a strike.',
    'Link it to the case that it answers.',
  ],
  ALREADY_NOTIFIED: [
    'The side that struck reported this strike itself.',
    'A notification stands; state what was wrong with it as a new strike or in a review.',
  ],
  ALREADY_ADMITTED: ['The strike was admitted.', 'An admission stands; nothing can be added to it here.'],
  ALREADY_DENIED: ['The strike was denied before.', 'The denial on record stands; it can be admitted.'],
  LINK_FOREIGN_CASE: [
    'The parties of the strike are not the parties of the case.',
    'Link the strike to a case between the same two parties.',
  ],
} as const satisfies Readonly<Record<string, readonly [detail: string, remedy: string]>>;

export type RefusalCode = keyof typeof refusals;

/** Every code a decider may answer with. */
export const REFUSAL_CODES = Object.keys(refusals) as readonly RefusalCode[];

/** Stable code, what is wrong, what to do next. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly detail: string;
  readonly remedy: string;
}

export function refuse(refused: RefusalCode): Refusal {
  const [detail, remedy] = refusals[refused];
  return { refused, detail, remedy };
}

export function isRefused(value: object): value is Refusal {
  return 'refused' in value;
}

/** Goes on with a value, or hands its refusal on. */
export function proceed<T extends object, D>(value: T | Refusal, next: (value: T) => D): D | Refusal {
  return isRefused(value) ? value : next(value);
}
