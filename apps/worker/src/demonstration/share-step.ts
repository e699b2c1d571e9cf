import { durationMs, fromMillis, type AssertedTime, type ShareCommand } from '@mizan/domain';
import type { Cast } from './cast';
import { narrowed, placeOf } from './draft';
import type { Past } from './scenario';
import type { CaseScript } from './timeline';
import type { ShareStep, Untimed } from './told';

/** Who speaks at each kind of step. */
export const speakers: Readonly<Record<ShareStep['type'], Exclude<keyof Cast, 'sharer' | 'recipient'>>> = {
  ApproveRelease: 'approver',
  AcknowledgeShare: 'receivingOfficer',
  AdmitShare: 'receivingOfficer',
  ReturnShare: 'receivingOfficer',
  CorrectShare: 'sharingOfficer',
  SupersedeShare: 'sharingOfficer',
  WithdrawShare: 'sharingOfficer',
  RuleInadmissible: 'coChair',
  CloseCase: 'registrar',
  UndertakeAction: 'receivingOfficer',
  ReportAction: 'receivingOfficer',
  ReportNothingFound: 'receivingOfficer',
  DeclineAction: 'receivingOfficer',
  ChallengeAction: 'sharingOfficer',
};

export interface Telling {
  readonly script: CaseScript;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Id of the case that a scenario's key names, in the same direction. */
  readonly caseOf: (key: string) => string;
}

/** The order behind a step of the share itself. */
export function shareStep(event: ShareStep, { script, at, caseOf }: Telling): Untimed<ShareCommand> {
  switch (event.type) {
    case 'CorrectShare': {
      const { type, reason, believed, placeToo } = event;
      return { type, reason, believed, place: placeToo ? narrowed(placeOf(script)) : null };
    }
    case 'SupersedeShare':
      return { ...event, by: caseOf(event.by) };
    case 'ReportAction': {
      const { type, kind, results } = event;
      return { type, kind, results, occurredAt: pastOf(event.past, at), place: placeOf(script) };
    }
    case 'ReportNothingFound': {
      const { type, kind, note } = event;
      return { type, kind, note, occurredAt: pastOf(event.past, at), place: placeOf(script) };
    }
    case 'ChallengeAction':
      return { ...event, action: null };
    default:
      return event;
  }
}

/** To the minute, as people report. */
export function pastOf({ ago, took }: Past, at: number): AssertedTime {
  const minute = durationMs('PT1M');
  const end = Math.floor((at - durationMs(ago)) / minute) * minute;
  const [from, to] = [fromMillis(end - durationMs(took)), fromMillis(end)];
  return {
    from,
    to,
    precision: 'minute',
    verbatim: `${from.slice(0, 16)}Z/${to.slice(0, 16)}Z`,
    offset: 'Z',
  };
}
