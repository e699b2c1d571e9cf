import type { Actor } from '../common/fact';
import type { IncidentAllegedData, IncidentEvent } from './incident.events';

export interface AllegeIncident {
  readonly type: 'AllegeIncident';
  readonly now: string;
  readonly actor: Actor;
  readonly incident: IncidentAllegedData;
}

/** Whether the incident is on record. */
export type IncidentState = 'unknown' | 'alleged';

/** One stream per incident of a source: alleging it again adds nothing. */
export const incidentDecider = {
  initialState: 'unknown' as IncidentState,
  decide: ({ incident }: AllegeIncident, state: IncidentState): readonly IncidentEvent[] =>
    state === 'alleged'
      ? []
      : [{ type: 'IncidentAlleged', data: incident, metadata: { occurredAt: incident.occurred } }],
  evolve: (): IncidentState => 'alleged',
};
