import { REFUSAL_CODES, refuse, type RefusalCode } from '@mizan/domain';
import { REFUSAL_STATUS } from '../../http/refusal-status';
import { faultProblems } from './faults';
import { identityProblems, unacceptedProblems } from './identity';
import { ledgerProblems } from './ledger';
import type { ProblemKind, ProblemKinds } from './problem-kind';
import { readModelProblems } from './read-models';
import { requestProblems } from './requests';

const own = {
  ...requestProblems,
  ...unacceptedProblems,
  ...identityProblems,
  ...ledgerProblems,
  ...faultProblems,
  ...readModelProblems,
};

/** Every code that an answer of the api may carry. */
export type ProblemCode = keyof typeof own | RefusalCode;

/** The refusals of the domain in its own words, with the status that the api gives them. */
const refusals = Object.fromEntries(
  REFUSAL_CODES.map((code) => {
    const { detail, remedy } = refuse(code);
    return [code, { status: REFUSAL_STATUS[code], detail, remedy } satisfies ProblemKind];
  }),
) as ProblemKinds<RefusalCode>;

/** Every kind of problem. */
export const PROBLEM_KINDS: ProblemKinds<ProblemCode> = { ...refusals, ...own };

/** Refusals and faults that something before them catches: no answer of the api carries them. */
const CAUGHT_BEFORE: readonly ProblemCode[] = [
  // Both sides of a case follow from the caller's party and the mechanism.
  'SAME_PARTY',
  'NOT_THE_STRIKER',
  'ACCUSES_ITSELF',
  'LINK_FOREIGN_CASE',
  // Nobody signs in as an officer of no party.
  'NOT_A_PARTY',
  // Offices that rule and close belong to no party.
  'NOT_FOR_A_PARTY',
  // Orders of the clock come over no route.
  'NOT_THE_SYSTEM',
  'DEADLINE_NOT_DUE',
  // The form of the body says so earlier.
  'DEADLINE_EMPTY',
  'DEADLINE_AMBIGUOUS',
  'OCCURRED_BACKWARDS',
  'SOURCE_MISSING',
  // The id of a new record follows from the Idempotency-Key, which is looked at first.
  'CASE_EXISTS',
  'STRIKE_EXISTS',
  // Whoever cut the connection hears nothing any more.
  'BODY_CUT_OFF',
  // The api listens once it has started, and every database of its own names its faults itself.
  'STARTING',
  // A test of the house finds such a route.
  'ROUTE_UNGUARDED',
  'DATABASE_BUSY',
  'DATABASE_DAMAGED',
];

/** The codes that answers carry, in the order of the alphabet. */
export const PROBLEM_CODES = (Object.keys(PROBLEM_KINDS) as ProblemCode[])
  .filter((code) => !CAUGHT_BEFORE.includes(code))
  .sort();
