import type { Actor } from '../common/fact';
import { proceed, refuse, type Refusal } from '../common/refusal';
import { same } from '../common/same';
import { timeProblem } from '../common/asserted-time';
import type { CaseLink, StrikeCommand } from './strike.commands';
import type { StrikeEvent } from './strike.events';
import { evolveStrike, type KnownStrike, type StrikeClaim, type StrikeState } from './strike.state';

type StrikeDecision = readonly StrikeEvent[] | Refusal;
type Order<T extends StrikeCommand['type']> = Extract<StrikeCommand, { type: T }>;
type ClaimCommand = Order<'NotifyStrike' | 'AllegeStrike'>;

/** One stream per strike. Only the side that struck, or is said to have, notifies, admits or denies. */
function decide(command: StrikeCommand, state: StrikeState): StrikeDecision {
  switch (command.type) {
    case 'NotifyStrike':
      return command.actor.party === command.by
        ? claim(command, state, 'StrikeNotified')
        : refuse('NOT_THE_STRIKER');
    case 'AllegeStrike':
      return allege(command, state);
    case 'AdmitStrike':
      return proceed(asAccused(state, command.actor), (strike) => admit(command, strike));
    case 'DenyStrike':
      return proceed(asAccused(state, command.actor), (strike) => deny(command, strike));
    case 'LinkStrike':
      return link(command, state);
    default:
      return command satisfies never;
  }
}

export const strikeDecider = {
  initialState: { name: 'Unknown' } as StrikeState,
  decide,
  evolve: evolveStrike,
};

function allege(command: Order<'AllegeStrike'>, state: StrikeState): StrikeDecision {
  const { actor, by, against } = command;
  if (actor.party === by) return refuse('ACCUSES_ITSELF');
  if (actor.party !== null && actor.party !== against) return refuse('NOT_YOUR_SIDE');
  return claim(command, state, 'StrikeAlleged');
}

function claim(
  command: ClaimCommand,
  state: StrikeState,
  type: 'StrikeNotified' | 'StrikeAlleged',
): StrikeDecision {
  const { now, mechanism, by, against, class: kind, place, statement, occurredAt } = command;
  const data = { mechanism, by, against, class: kind, place, statement };
  if (by === against) return refuse('SAME_PARTY');
  if (state.name !== 'Unknown')
    return same([state.claim, state.occurredAt], [data, occurredAt]) ? [] : refuse('STRIKE_EXISTS');
  const problem = timeProblem(occurredAt, now);
  if (problem) return problem;
  const linked = command.link ? linkedTo(data, command.link) : [];
  return proceed(linked, (facts) => [{ type, data, metadata: { occurredAt } }, ...facts]);
}

function admit({ statement }: Order<'AdmitStrike'>, strike: KnownStrike): StrikeDecision {
  switch (strike.name) {
    case 'Notified':
      // The side that struck has said so already.
      return [];
    case 'Admitted':
      return strike.statement === statement ? [] : refuse('ALREADY_ADMITTED');
    default:
      return [{ type: 'StrikeAdmitted', data: { statement } }];
  }
}

function deny({ statement }: Order<'DenyStrike'>, strike: KnownStrike): StrikeDecision {
  switch (strike.name) {
    case 'Notified':
      return refuse('ALREADY_NOTIFIED');
    case 'Admitted':
      return refuse('ALREADY_ADMITTED');
    case 'Denied':
      return strike.statement === statement ? [] : refuse('ALREADY_DENIED');
    default:
      return [{ type: 'StrikeDenied', data: { statement }, metadata: { corrects: strike.claimedIn } }];
  }
}

function link({ actor, link: target }: Order<'LinkStrike'>, state: StrikeState): StrikeDecision {
  if (state.name === 'Unknown') return refuse('STRIKE_UNKNOWN');
  const { by, against } = state.claim;
  if (actor.party !== null && actor.party !== by && actor.party !== against) return refuse('NOT_YOUR_SIDE');
  return state.linked.includes(target.caseId) ? [] : linkedTo(state.claim, target);
}

/** A case between other parties has nothing to do with the strike. */
function linkedTo({ by, against }: StrikeClaim, { caseId, parties, reason }: CaseLink): StrikeDecision {
  const [one, other] = parties;
  const between = (one === by && other === against) || (one === against && other === by);
  if (!between) return refuse('LINK_FOREIGN_CASE');
  return [{ type: 'StrikeLinkedToCase', data: { caseId, reason } }];
}

function asAccused(state: StrikeState, actor: Actor): KnownStrike | Refusal {
  if (state.name === 'Unknown') return refuse('STRIKE_UNKNOWN');
  return actor.party === state.claim.by ? state : refuse('NOT_THE_ACCUSED');
}
