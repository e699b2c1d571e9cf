import {
  referenceOf,
  type Actor,
  type AllegeIncident,
  type AssertedTime,
  type PlaceFact,
  type ShareCommand,
  type ShareState,
  type StrikeCommand,
} from '@mizan/domain';
import { instantOf } from '@mizan/es';

/** What an order is built from. `number` tells subjects and their words apart, `now` is in milliseconds. */
export interface Situation {
  readonly id: string;
  readonly number: number;
  readonly now: number;
  /** A case that the order may name. */
  readonly other: string;
}

const minute = 60_000;
const parties = ['PK', 'AF'] as const;
const neutral = (role: string): Actor => ({ id: role.toLowerCase(), party: null, role });
const of = (party: string, role: string): Actor => ({ id: `${party}.${role}`.toLowerCase(), party, role });

const first = (number: number): string => parties[number % 2] ?? 'PK';
const second = (number: number): string => parties[(number + 1) % 2] ?? 'AF';

function placeOf(number: number): PlaceFact {
  return {
    verbatim: `34.${number}, 71.${number}`,
    format: 'DD',
    datum: 'EPSG:4326',
    lat: 34 + (number % 90) / 100,
    lon: 71 + (number % 90) / 100,
    precisionM: 100,
    radiusM: null,
    mgrs: '42SXC00000000',
    method: null,
    collectedAt: null,
    name: null,
    controlledBy: null,
  };
}

function around(now: number): AssertedTime {
  const from = instantOf(now - minute);
  return { from, to: instantOf(now), precision: 'minute', verbatim: from, offset: '+00:00' };
}

export function draftOrder({ id, number, now }: Situation): ShareCommand {
  return {
    type: 'DraftIntelligence',
    now: instantOf(now),
    actor: of(first(number), 'sharer'),
    reference: referenceOf(first(number), id),
    mechanism: 'exercise',
    recipient: second(number),
    kind: 'hideout',
    place: placeOf(number),
    believed: `Exercise ${number}`,
    requestedAction: 'search',
    deadline: number % 3 === 0 ? { within: 'PT1H', by: null } : { within: 'P3D', by: null },
    hold: { area: placeOf(number), beyondDeadline: 'P7D', reserved: [] },
    verificationWindow: 'P3D',
    grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
    marking: null,
  };
}

type ShareOrder = (situation: Situation, state: ShareState) => ShareCommand;

/** What may be ordered of a case; the ordinary course of things comes up more often. */
export const shareOrders: readonly ShareOrder[] = [
  (at) => ({ type: 'ApproveRelease', ...by(at, of(first(at.number), 'approver')) }),
  (at) => ({ type: 'ApproveRelease', ...by(at, of(first(at.number), 'approver')) }),
  (at) => ({ type: 'AcknowledgeShare', ...by(at, recipientOf(at)) }),
  (at) => ({ type: 'AdmitShare', ...by(at, recipientOf(at)) }),
  (at) => ({ type: 'ReturnShare', defect: 'place-unusable', reason: 'exercise', ...by(at, recipientOf(at)) }),
  (at) => ({ type: 'UndertakeAction', kind: 'search', ...by(at, recipientOf(at)) }),
  (at) => ({
    type: 'ReportAction',
    kind: at.now % 2 === 0 ? 'raid' : 'detention',
    occurredAt: around(at.now),
    results: { persons: at.now % 7, items: null, sites: 1 },
    place: placeOf(at.number),
    ...by(at, recipientOf(at)),
  }),
  (at) => ({
    type: 'ReportNothingFound',
    kind: 'search',
    occurredAt: around(at.now),
    place: null,
    note: 'exercise',
    ...by(at, recipientOf(at)),
  }),
  (at) => ({
    type: 'DeclineAction',
    reason: 'no-access',
    explanation: 'exercise',
    ...by(at, recipientOf(at)),
  }),
  (at) => ({ type: 'ChallengeAction', action: null, reason: `exercise ${at.now}`, ...by(at, sharerOf(at)) }),
  (at) => ({
    type: 'CorrectShare',
    reason: 'exercise',
    place: placeOf(at.number + (at.now % 50)),
    believed: null,
    ...by(at, sharerOf(at)),
  }),
  (at) => ({ type: 'SupersedeShare', by: at.other, reason: 'exercise', ...by(at, sharerOf(at)) }),
  (at) => ({ type: 'WithdrawShare', reason: 'exercise', ...by(at, sharerOf(at)) }),
  (at) => ({ type: 'RuleInadmissible', clause: '3', reasons: 'exercise', ...by(at, neutral('Co-chair')) }),
  (at) => ({ type: 'CloseCase', reason: 'exercise', ...by(at, neutral('Registrar')) }),
  (at, state) => ({ type: 'RecordDeadlineMissed', due: dueOf(state, at), ...by(at, neutral('System')) }),
  (at, state) => ({ type: 'RecordDeadlineMissed', due: dueOf(state, at), ...by(at, neutral('System')) }),
];

/** What may be ordered of a strike; the first two record it. */
export const strikeOrders: readonly ((at: Situation) => StrikeCommand)[] = [
  (at) => ({ type: 'NotifyStrike', ...struck(at), link: linkOf(at), ...by(at, sharerOf(at)) }),
  (at) => ({ type: 'AllegeStrike', ...struck(at), link: null, ...by(at, recipientOf(at)) }),
  (at) => ({ type: 'AllegeStrike', ...struck(at), link: linkOf(at), ...by(at, recipientOf(at)) }),
  (at) => ({ type: 'AdmitStrike', statement: 'exercise', ...by(at, sharerOf(at)) }),
  (at) => ({ type: 'DenyStrike', statement: 'exercise', ...by(at, sharerOf(at)) }),
  (at) => ({ type: 'LinkStrike', link: linkOf(at), ...by(at, recipientOf(at)) }),
  (at) => ({ type: 'LinkStrike', link: linkOf(at), ...by(at, recipientOf(at)) }),
];

export function incidentOrder(at: Situation): AllegeIncident {
  const incident: AllegeIncident['incident'] = {
    source: 'exercise',
    sourceId: at.id,
    class: 'militant-attack',
    occurred: around(at.now),
    place: {
      lat: 34,
      lon: 71,
      precision: '1',
      name: null,
      description: null,
      adm1: null,
      adm2: null,
      country: null,
    },
    tolls: [{ source: 'exercise', low: 0, best: at.number, high: null }],
    sides: [],
    attribution: 'none',
    flags: [],
  };
  return { type: 'AllegeIncident', incident, ...by(at, neutral('Registrar')) };
}

const sharerOf = (at: Situation): Actor => of(first(at.number), 'sharer');
const recipientOf = (at: Situation): Actor => of(second(at.number), 'recipient');

function by({ now }: Situation, actor: Actor): { readonly now: string; readonly actor: Actor } {
  return { now: instantOf(now), actor };
}

function struck({ number, now }: Situation) {
  return {
    mechanism: 'exercise',
    by: first(number),
    against: second(number),
    class: 'drone-strike',
    place: null,
    occurredAt: around(now),
    statement: 'exercise',
  } as const;
}

function linkOf({ number, other }: Situation) {
  const both: readonly [string, string] = [first(number), second(number)];
  return { caseId: other, parties: both, reason: 'exercise' };
}

function dueOf(state: ShareState, { now }: Situation): string {
  return 'clock' in state && state.clock ? state.clock.due : instantOf(now);
}
