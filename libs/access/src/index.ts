export { PARTY_ROLES, ROLES, SYSTEM, type Identity, type Role } from './identity';
export {
  APPEND_RIGHTS,
  EVENT_TYPES,
  mayAppend,
  statusOf,
  type AppendRight,
  type EpistemicStatus,
  type EventType,
} from './append-rights';
export {
  ACTIONS,
  ACTION_EVENTS,
  may,
  rolesFor,
  type Action,
  type ServiceAction,
  type WriteAction,
} from './actions';
export { strictest, TLP_LEVELS, tlpOf, type Marked, type Tlp } from './marking';
export { sightOf, type Sight, type Visible } from './sight';
export {
  counterparty,
  personaOf,
  TIMER_NAMES,
  type Crossing,
  type Mechanism,
  type Named,
  type Party,
  type Placeholder,
  type Timers,
} from './mechanism';
export type { Claims } from './sign-in/claim-values';
export { identityOfClaims, type Unmapped } from './sign-in/identity-of-claims';
export { claimWords, DEFAULT_CLAIMS, type ClaimPath, type SignIn } from './sign-in/sign-in';
export { loadMechanism, MechanismError } from './mechanism.load';
export type { MechanismProblem } from './mechanism.read';
