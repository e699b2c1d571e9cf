import { incidentEventDefinitions } from './incidents/incident.events';
import { shareEventDefinitions } from './shares/share.events';
import { strikeEventDefinitions } from './strikes/strike.events';

export * from './cases/case.fold';
export * from './cases/case.view';
export * from './cases/outcome';
export * from './cases/overlays';
export * from './cases/running-deadline';
export * from './cases/strike.fold';
export * from './cases/valid-at';
export * from './common/fact';
export * from './common/refusal';
export * from './common/shape';
export * from './common/streams';
export * from './common/time';
export * from './common/vocabulary';
export * from './deadlines/deadline.process';
export * from './incidents/incident.decide';
export * from './incidents/incident.events';
export * from './review/metric';
export * from './review/scorecard';
export * from './shares/share.commands';
export * from './shares/share.decide';
export * from './shares/share.events';
export type { ShareState } from './shares/share.state';
export * from './strikes/strike.commands';
export * from './strikes/strike.decide';
export * from './strikes/strike.events';
export type { StrikeState } from './strikes/strike.state';

/** Every event type of Mizan, for the codec. */
export const eventDefinitions = [
  ...shareEventDefinitions,
  ...strikeEventDefinitions,
  ...incidentEventDefinitions,
];
