import { list, nullable, number, object, oneOf, text, instant, titled, type Of } from './shape';

export const caseKind = oneOf(
  'person-or-group-presence',
  'hideout',
  'leader',
  'training-site',
  'cache',
  'crossing-point',
  'financing-node',
);
export type CaseKind = Of<typeof caseKind>;

/** What may be asked for and reported. No value means a strike. */
export const actionKind = oneOf(
  'search',
  'raid',
  'detention',
  'expulsion',
  'dismantling',
  'seizure',
  'asset-freeze',
  'disruption-warning',
);
export type ActionKind = Of<typeof actionKind>;

export const tlp = oneOf('TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR');
export const permissibleUse = oneOf('RECORD-ONLY', 'VERIFY-ONLY', 'LAW-ENFORCEMENT-ACTION', 'FIU-ONLY');

export const marking = titled(
  'Marking',
  object({ tlp, handling: list(text), permissibleUse: nullable(permissibleUse) }),
);
export type Marking = Of<typeof marking>;

/** `reliability` A–F and `credibility` 1–6 for admiralty; `value` for the other schemes. Never averaged. */
export const grade = titled(
  'Grade',
  object({
    scheme: oneOf('admiralty', 'icd-203', 'stix-confidence'),
    reliability: nullable(oneOf('A', 'B', 'C', 'D', 'E', 'F')),
    credibility: nullable(oneOf('1', '2', '3', '4', '5', '6')),
    value: nullable(text),
  }),
);
export type Grade = Of<typeof grade>;

/** A place as `libs/geo` parsed it: WGS 84 degrees, the words as given, how precise they are. Metres. */
export const place = titled(
  'Place',
  object({
    verbatim: text,
    format: oneOf('MGRS', 'DMS', 'DDM', 'DD', 'UTM'),
    datum: text,
    lat: number,
    lon: number,
    precisionM: number,
    radiusM: nullable(number),
    mgrs: text,
    method: nullable(text),
    collectedAt: nullable(instant),
    name: nullable(text),
    controlledBy: nullable(text),
  }),
);
export type PlaceFact = Of<typeof place>;
