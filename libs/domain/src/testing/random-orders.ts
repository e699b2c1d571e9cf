import type { Actor, AssertedTime } from '../common/fact';
import { fromMillis, toMillis } from '../common/time';
import type { RandomCase, AnyCommand } from './random-case';
import {
  approver,
  coChair,
  draftOrder,
  link,
  moment,
  otherPlace,
  place,
  recipient,
  registrar,
  results,
  sharer,
  start,
  system,
  verifier,
} from './samples';

/** One step of a random history. */
export interface Choice {
  readonly type: AnyCommand['type'];
  /** Index into `actors`; 0 is whoever may usually give the order. */
  readonly actor: number;
  /** Hours by which the clock moves on, or back. */
  readonly hours: number;
  /** Hours by which what is told lies in the past. */
  readonly ago: number;
  /** Picks among a few contents. */
  readonly content: 0 | 1;
}

export const actors = [null, sharer, approver, recipient, coChair, verifier, system] as const;

export const usually: Readonly<Record<AnyCommand['type'], Actor>> = {
  DraftIntelligence: sharer,
  ApproveRelease: approver,
  AcknowledgeShare: recipient,
  AdmitShare: recipient,
  ReturnShare: recipient,
  CorrectShare: sharer,
  SupersedeShare: sharer,
  WithdrawShare: sharer,
  RuleInadmissible: coChair,
  CloseCase: registrar,
  UndertakeAction: recipient,
  ReportAction: recipient,
  ReportNothingFound: recipient,
  DeclineAction: recipient,
  ChallengeAction: sharer,
  RecordDeadlineMissed: system,
  NotifyStrike: sharer,
  AllegeStrike: recipient,
  AdmitStrike: sharer,
  DenyStrike: sharer,
  LinkStrike: verifier,
};

const everything = Object.keys(usually) as readonly AnyCommand['type'][];
/** What ends a case is drawn more rarely, so that histories grow long. */
const ends: readonly AnyCommand['type'][] = ['WithdrawShare', 'RuleInadmissible', 'CloseCase'];
const types = [...everything, ...everything, ...everything.filter((type) => !ends.includes(type))];
types.push('ReturnShare', 'CorrectShare', 'CorrectShare', 'RecordDeadlineMissed', 'RecordDeadlineMissed');
const hours = [-3, 0, 0, 1, 7, 24, 30, 168];

/** A draw of four natural numbers, as a specification's generator makes them, as a step. */
export function choiceOf([type, actor, time, content]: readonly [number, number, number, number]): Choice {
  return {
    type: types[type % types.length] ?? 'ReportAction',
    // Mostly the usual actor: the rest would be refused and tell nothing new.
    actor: actor % 12 === 0 ? Math.floor(actor / 12) % actors.length : 0,
    hours: hours[time % hours.length] ?? 0,
    ago: Math.floor(time / hours.length) % 60,
    content: content % 2 === 0 ? 0 : 1,
  };
}

const first = { actor: 0, hours: 0, ago: 0, content: 0 } as const;

/** Steps by which a case comes to be delivered. */
export const released: readonly Choice[] = [
  { ...first, type: 'DraftIntelligence' },
  { ...first, type: 'ApproveRelease' },
];

/** The orders of a history, given one after the other; `each` sees every order before it is given. */
export function play(
  subject: RandomCase,
  choices: readonly Choice[],
  each: (command: AnyCommand) => void = (command) => void subject.order(command),
): void {
  let now = toMillis(start);
  for (const choice of choices) {
    now += choice.hours * 3_600_000;
    each(commandOf(choice, fromMillis(now), subject));
  }
}

function commandOf({ type, actor, ago, content }: Choice, now: string, subject: RandomCase): AnyCommand {
  return contents[type]({
    given: { now, actor: actors[actor] ?? usually[type] },
    occurredAt: moment(fromMillis(toMillis(now) - ago * 3_600_000)),
    content,
    reason: content === 0 ? 'one' : 'other',
    due: subject.due(),
  });
}

interface Parts {
  readonly given: { readonly now: string; readonly actor: Actor };
  readonly occurredAt: AssertedTime;
  readonly content: 0 | 1;
  readonly reason: string;
  readonly due: string;
}

const struck = ({ given, occurredAt, content, reason: statement }: Parts) => {
  const strike = {
    mechanism: 'sample',
    by: 'XX',
    against: 'YY',
    class: 'drone-strike',
    place: null,
  } as const;
  return { ...given, ...strike, occurredAt, statement, link: content === 0 ? link : null };
};

const contents: Readonly<Record<AnyCommand['type'], (parts: Parts) => AnyCommand>> = {
  DraftIntelligence: ({ given }) => ({ ...draftOrder, ...given }),
  ApproveRelease: ({ given }) => ({ type: 'ApproveRelease', ...given }),
  AcknowledgeShare: ({ given }) => ({ type: 'AcknowledgeShare', ...given }),
  AdmitShare: ({ given }) => ({ type: 'AdmitShare', ...given }),
  ReturnShare: ({ given, reason }) => ({ type: 'ReturnShare', ...given, defect: 'other', reason }),
  CorrectShare: ({ given, reason, content }) => {
    return {
      type: 'CorrectShare',
      ...given,
      reason,
      believed: null,
      place: content === 0 ? place : otherPlace,
    };
  },
  SupersedeShare: ({ given, reason }) => ({ type: 'SupersedeShare', ...given, by: 'case-2', reason }),
  WithdrawShare: ({ given, reason }) => ({ type: 'WithdrawShare', ...given, reason }),
  RuleInadmissible: ({ given, reason }) => {
    return { type: 'RuleInadmissible', ...given, clause: '1', reasons: reason };
  },
  CloseCase: ({ given, reason }) => ({ type: 'CloseCase', ...given, reason }),
  UndertakeAction: ({ given }) => ({ type: 'UndertakeAction', ...given, kind: 'raid' }),
  ReportAction: ({ given, occurredAt, content }) => {
    const kind = content === 0 ? 'raid' : 'detention';
    return { type: 'ReportAction', ...given, kind, occurredAt, results, place: null };
  },
  ReportNothingFound: ({ given, occurredAt, reason: note }) => {
    return { type: 'ReportNothingFound', ...given, kind: 'search', occurredAt, place: null, note };
  },
  DeclineAction: ({ given, reason: explanation }) => {
    return { type: 'DeclineAction', ...given, reason: 'other', explanation };
  },
  ChallengeAction: ({ given, reason }) => ({ type: 'ChallengeAction', ...given, action: null, reason }),
  RecordDeadlineMissed: ({ given, due }) => ({ type: 'RecordDeadlineMissed', ...given, due }),
  NotifyStrike: (parts) => ({ type: 'NotifyStrike', ...struck(parts) }),
  AllegeStrike: (parts) => ({ type: 'AllegeStrike', ...struck(parts) }),
  AdmitStrike: ({ given, reason: statement }) => ({ type: 'AdmitStrike', ...given, statement }),
  DenyStrike: ({ given, reason: statement }) => ({ type: 'DenyStrike', ...given, statement }),
  LinkStrike: ({ given }) => ({ type: 'LinkStrike', ...given, link }),
};
