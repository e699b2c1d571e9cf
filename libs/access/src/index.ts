export { ROLES, SYSTEM, type Identity, type Role } from './identity';
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
export { loadMechanism, MechanismError } from './mechanism.load';
export type { MechanismProblem } from './mechanism.read';
