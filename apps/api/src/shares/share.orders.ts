import type {
  Actor,
  AssertedTime,
  DeadlineTerm,
  DraftIntelligence,
  HoldTerms,
  PlaceFact,
  ShareCommand,
} from '@mizan/domain';
import { isDuration } from '../http/dto/duration';
import { gradeOf } from '../http/dto/grade';
import { utcInstant } from '../http/dto/instant';
import { markingOf } from '../http/dto/marking';
import { assertedNow, assertedTimeOf, type OccurredAtInput } from '../http/dto/occurred-at';
import { placeOf, type PlaceInputDto } from '../http/dto/place';
import type { DraftShareDto, HoldDto } from './draft.dto';
import type { ActDto, CorrectDto, NothingFoundDto } from './steps.dto';

/** Who gives the order, and the instant at which it is decided. */
export interface Given {
  readonly now: string;
  readonly actor: Actor;
}

/** A command without who and when. */
export type ShareOrder = (given: Given) => ShareCommand;

/** What the mechanism and the case's id add to a draft. */
export type DraftFrame = Pick<
  DraftIntelligence,
  'reference' | 'mechanism' | 'recipient' | 'verificationWindow'
>;

export function draftOrder(dto: DraftShareDto, frame: DraftFrame): ShareOrder {
  const place = placeOf(dto.place);
  const draft = {
    ...frame,
    kind: dto.kind,
    place,
    believed: dto.believed,
    requestedAction: dto.requestedAction,
    deadline: deadlineTermOf(dto.deadline),
    hold: dto.hold ? holdTermsOf(dto.hold, place) : null,
    grade: gradeOf(dto.grade),
    marking: dto.marking ? markingOf(dto.marking) : null,
  };
  return (given) => ({ type: 'DraftIntelligence', ...given, ...draft });
}

export function actOrder(dto: ActDto): ShareOrder {
  const place = placeOrNull(dto.place);
  const { persons = null, items = null, sites = null } = dto.results ?? {};
  const report = { kind: dto.kind, results: { persons, items, sites }, place };
  return (given) => ({
    type: 'ReportAction',
    ...given,
    ...report,
    occurredAt: occurred(dto.occurredAt, given.now),
  });
}

export function nothingFoundOrder(dto: NothingFoundDto): ShareOrder {
  const report = { kind: dto.kind ?? 'search', place: placeOrNull(dto.place), note: dto.note ?? '' } as const;
  return (given) => ({
    type: 'ReportNothingFound',
    ...given,
    ...report,
    occurredAt: occurred(dto.occurredAt, given.now),
  });
}

export function correctOrder(dto: CorrectDto): ShareOrder {
  const correction = { reason: dto.reason, place: placeOrNull(dto.place), believed: dto.believed ?? null };
  return (given) => ({ type: 'CorrectShare', ...given, ...correction });
}

/** What a person asserts, or the moment of recording where they say nothing. */
export function occurred(asserted: OccurredAtInput | null | undefined, now: string): AssertedTime {
  return assertedTimeOf(asserted) ?? assertedNow(now);
}

export function placeOrNull(given: PlaceInputDto | null | undefined): PlaceFact | null {
  return given ? placeOf(given) : null;
}

function deadlineTermOf(deadline: string): DeadlineTerm {
  return isDuration(deadline) ? { within: deadline, by: null } : { within: null, by: utcInstant(deadline) };
}

function holdTermsOf({ area, beyondDeadline, reserved }: HoldDto, place: PlaceFact): HoldTerms {
  return { area: area ? placeOf(area) : place, beyondDeadline, reserved: reserved ?? [] };
}
