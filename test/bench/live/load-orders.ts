import type { Identity } from '@mizan/access';
import {
  referenceOf,
  shareDecider,
  shareStream,
  strikeDecider,
  strikeStream,
  type AssertedTime,
  type DraftIntelligence,
  type PlaceFact,
  type ShareCommand,
  type StrikeCommand,
} from '@mizan/domain';
import { derivedId, instantOf, type CommandHandler, type Outcome } from '@mizan/es';

const namespace = 'c0f2b0d4-4d4e-4a53-9d0e-61a3cf1f2b10';

/** One append. Orders of one case must be given in their order. */
export interface LoadOrder {
  readonly caseNumber: number;
  readonly stream: string;
  give(commands: CommandHandler, commandId: string): Promise<Outcome>;
}

/** The cast, by id, as the mechanism's personas. */
export type Cast = (persona: string) => Identity;

/**
 * A case in ten orders at most, from draft to action, told by both sides in turn. Every fourth is TLP:GREEN, which more
 * people may see; every fifth is struck, with a strike that is linked to it.
 */
export function caseOrders(number: number, cast: Cast): LoadOrder[] {
  const [sharing, receiving] = number % 2 === 0 ? (['PK', 'AF'] as const) : (['AF', 'PK'] as const);
  const id = derivedId(namespace, `case ${number} ${process.pid} ${startedAt}`);
  const says = (party: string, role: string) => ({ actor: actorOf(cast(`${party.toLowerCase()}.${role}`)) });
  const recipient = says(receiving, 'recipient');
  const share = (command: (now: string) => ShareCommand) => shareOrder({ number, id }, command);
  const told = [
    share((now) => ({ ...draftOf({ number, id, sharing, receiving }), now, ...says(sharing, 'sharer') })),
    share((now) => ({ type: 'ApproveRelease', now, ...says(sharing, 'approver') })),
    share((now) => ({ type: 'AcknowledgeShare', now, ...recipient })),
    share((now) => ({ type: 'AdmitShare', now, ...recipient })),
    share((now) => ({ ...reported(now), now, ...recipient })),
  ];
  if (number % 5 !== 0) return told;
  const strike = strikeOrder(
    { number, caseId: id, by: sharing, against: receiving },
    says(receiving, 'sharer').actor,
  );
  return [...told.slice(0, 4), strike, ...told.slice(4)];
}

const startedAt = Date.now();

function shareOrder(
  { number, id }: { readonly number: number; readonly id: string },
  command: (now: string) => ShareCommand,
): LoadOrder {
  const stream = shareStream(id);
  return {
    caseNumber: number,
    stream,
    give: (commands, commandId) => {
      const { actor } = command(instantOf(0));
      return commands.handle(shareDecider, { stream, commandId, metadata: { actor }, command });
    },
  };
}

interface StrikeParts {
  readonly number: number;
  readonly caseId: string;
  readonly by: string;
  readonly against: string;
}

function strikeOrder({ number, caseId, by, against }: StrikeParts, actor: ShareCommand['actor']): LoadOrder {
  const stream = strikeStream(derivedId(namespace, `strike ${caseId}`));
  const command = (now: string): StrikeCommand => ({
    type: 'AllegeStrike',
    now,
    actor,
    mechanism: 'load',
    by,
    against,
    class: 'shelling',
    place: null,
    occurredAt: at(now),
    statement: 'A fictional strike.',
    link: { caseId, parties: [by, against], reason: 'load' },
  });
  return {
    caseNumber: number,
    stream,
    give: (commands, commandId) =>
      commands.handle(strikeDecider, { stream, commandId, metadata: { actor }, command }),
  };
}

interface DraftParts {
  readonly number: number;
  readonly id: string;
  readonly sharing: string;
  readonly receiving: string;
}

function draftOf({ number, id, sharing, receiving }: DraftParts): Omit<DraftIntelligence, 'now' | 'actor'> {
  return {
    type: 'DraftIntelligence',
    reference: referenceOf(sharing, id),
    mechanism: 'load',
    recipient: receiving,
    kind: 'hideout',
    place,
    believed: `Crates under a tarpaulin, exercise report ${number}.`.padEnd(400, '.'),
    requestedAction: 'search',
    deadline: { within: 'P7D', by: null },
    hold: { area: place, beyondDeadline: 'P3D', reserved: [] },
    verificationWindow: 'P3D',
    grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
    marking: number % 4 === 0 ? { tlp: 'TLP:GREEN', handling: [], permissibleUse: null } : null,
  };
}

function reported(now: string) {
  return {
    type: 'ReportAction',
    kind: 'search',
    occurredAt: at(now),
    results: { persons: 1, items: null, sites: 1 },
    place: null,
  } as const;
}

const place: PlaceFact = {
  verbatim: '42S WC 1234 5678',
  format: 'MGRS',
  datum: 'EPSG:4326',
  lat: 32.1,
  lon: 69.1,
  precisionM: 10,
  radiusM: 500,
  mgrs: '42SWC12345678',
  method: null,
  collectedAt: null,
  name: 'Fictional farm',
  controlledBy: null,
};

function at(now: string): AssertedTime {
  return { from: now, to: now, precision: 'minute', verbatim: now, offset: null };
}

function actorOf({ id, party, role }: Identity) {
  return { id, party, role };
}
