import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import { moment, registrar, start } from '../testing/samples';
import { incidentDecider } from './incident.decide';
import type { IncidentAllegedData } from './incident.events';

const incident: IncidentAllegedData = {
  source: 'A public source',
  sourceId: '17',
  class: 'shelling',
  occurred: moment(start),
  place: {
    lat: 34.1,
    lon: 70.2,
    precision: '2',
    name: null,
    description: null,
    adm1: null,
    adm2: null,
    country: null,
  },
  tolls: [{ source: 'A public source', low: 0, best: null, high: 3 }],
  sides: [],
  attribution: 'as its source says',
  flags: [],
};
const order = { type: 'AllegeIncident', now: start, actor: registrar, incident } as const;
const alleged = {
  type: 'IncidentAlleged',
  data: incident,
  metadata: { occurredAt: moment(start) },
} as const;

describe('alleging an incident', () => {
  it('keeps what the source says, once', () => {
    given(incidentDecider).when(order).then(alleged);
    given(incidentDecider, alleged).when(order).thenNothing();
  });

  it('names its source', () => {
    given(incidentDecider)
      .when({ ...order, incident: { ...incident, source: ' ' } })
      .thenRefused('SOURCE_MISSING');
  });
});
