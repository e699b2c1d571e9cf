import type { Actor } from '../common/fact';
import { refuse, type Refusal } from '../common/refusal';
import type { IncidentAllegedData, IncidentEvent } from './incident.events';

export interface AllegeIncident {
  readonly type: 'AllegeIncident';
  readonly now: string;
  readonly actor: Actor;
  readonly incident: IncidentAllegedData;
}

/** Whether the incident is on record. */
export type IncidentState = 'unknown' | 'alleged';

/** One stream per incident of a source: alleging it again adds nothing. Nothing is alleged without naming who says so. */
export const incidentDecider = {
  initialState: 'unknown' as IncidentState,
  decide: ({ incident }: AllegeIncident, state: IncidentState): readonly IncidentEvent[] | Refusal => {
    if (incident.source.trim() === '') return refuse('SOURCE_MISSING');
    if (state === 'alleged') return [];
    return [{ type: 'IncidentAlleged', data: incident, metadata: { occurredAt: incident.occurred } }];
  },
  evolve: (): IncidentState => 'alleged',
};
