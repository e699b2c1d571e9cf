import { assertedTime, definitionsOf, type FactOf, type Recorded } from '../common/fact';
import { list, nullable, number, object, oneOf, text, titled, whole, type Of } from '../common/shape';

export const incidentClass = oneOf(
  'militant-attack',
  'cross-border-fire',
  'airspace-violation',
  'air-strike',
  'ground-incursion',
  'shelling',
  'ied',
  'civilian-harm',
  'crossing-closure',
  'hostile-statement',
);

/** Deaths as one source counts them; null where it does not say. Never averaged over sources. */
export const toll = titled(
  'Toll',
  object({
    source: text,
    low: nullable(whole),
    best: nullable(whole),
    high: nullable(whole),
  }),
);

export const incidentEvents = {
  /** An event that a named public source reports; recorded by the registrar on its behalf. */
  IncidentAlleged: object({
    source: text,
    sourceId: text,
    class: incidentClass,
    occurred: assertedTime,
    /** WGS 84 degrees as the source gives them, and the source's own code and words for how exact they are. */
    place: object({
      lat: number,
      lon: number,
      precision: text,
      name: nullable(text),
      description: nullable(text),
      adm1: nullable(text),
      adm2: nullable(text),
      country: nullable(text),
    }),
    tolls: list(toll),
    sides: list(text),
    attribution: text,
    flags: list(text),
  }),
} as const;

export type IncidentEvent = FactOf<typeof incidentEvents>;
export type RecordedIncidentEvent = Recorded<IncidentEvent>;
export type IncidentAllegedData = Of<(typeof incidentEvents)['IncidentAlleged']>;

export const incidentEventDefinitions = definitionsOf(incidentEvents);
