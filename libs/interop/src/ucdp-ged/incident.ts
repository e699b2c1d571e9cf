import type { IncidentAllegedData } from '@mizan/domain';
import type { Cells } from './columns';
import { flagsOf, type Expected } from './flags';
import { dayOf } from './reject';

/** Whose record it is; the toll is UCDP's own estimate and carries the same name. */
export const UCDP_SOURCE = 'UCDP GED';

type IncidentClass = IncidentAllegedData['class'];

/**
 * UCDP codes who fought (type_of_violence), not by what means, so no class follows from it: a row is a
 * `militant-attack`, the plainest class, unless its text hint names bombardment. The hint is a match of words in
 * headlines, which the flag `class-from-text-match` says; a hint that only names actors (`us-dyad`) claims nothing.
 */
const CLASS_OF_HINT: Readonly<Record<string, IncidentClass>> = {
  airstrike: 'air-strike',
  'air strike': 'air-strike',
  drone: 'air-strike',
  gunship: 'air-strike',
  shelling: 'shelling',
};

const VIOLENCE: Readonly<Record<string, string>> = {
  '1': 'state-based conflict',
  '2': 'non-state conflict',
  '3': 'one-sided violence',
};

const PRECISION: Readonly<Record<string, string>> = {
  '1': 'exact',
  '2': 'within about 25 km',
  '3': 'district',
  '4': 'province',
  '5': 'linear or fuzzy',
  '6': 'country',
  '7': 'international waters or airspace',
};

/** A row that passed `rejection`, as the registrar records it for UCDP. */
export function incidentOf(cells: Cells, expected: Expected): IncidentAllegedData {
  return {
    source: UCDP_SOURCE,
    sourceId: cells('ged_id'),
    class: classOf(cells),
    occurred: occurredOf(cells),
    place: placeOf(cells),
    tolls: [
      {
        source: UCDP_SOURCE,
        low: deaths(cells('deaths_low')),
        best: deaths(cells('deaths_best')),
        high: deaths(cells('deaths_high')),
      },
    ],
    sides: [cells('side_a'), cells('side_b')].filter((side) => side !== ''),
    attribution: attributionOf(cells),
    flags: flagsOf(cells, expected),
  };
}

function classOf(cells: Cells): IncidentClass {
  const hint = cells('strike_hint').toLowerCase();
  return Object.hasOwn(CLASS_OF_HINT, hint) ? (CLASS_OF_HINT[hint] ?? 'militant-attack') : 'militant-attack';
}

/** Whole days in UTC: UCDP states no hour and no zone. */
function occurredOf(cells: Cells): IncidentAllegedData['occurred'] {
  const [start, end] = [dayOf(cells('date_start')) ?? '', dayOf(cells('date_end')) ?? ''];
  return {
    from: `${start}T00:00:00.000Z`,
    to: `${end}T23:59:59.999Z`,
    precision: 'day',
    verbatim: start === end ? start : `${start}/${end}`,
    offset: null,
  };
}

function placeOf(cells: Cells): IncidentAllegedData['place'] {
  const code = cells('where_prec');
  return {
    lat: Number(cells('lat')),
    lon: Number(cells('lon')),
    precision: `where_prec ${code === '' ? 'not given' : code}: ${PRECISION[code] ?? 'unknown'}`,
    name: orNull(cells('place')),
    description: orNull(cells('where_description')),
    adm1: orNull(cells('adm_1')),
    adm2: orNull(cells('adm_2')),
    country: orNull(cells('country')),
  };
}

function attributionOf(cells: Cells): string {
  const type = cells('type_of_violence');
  return [
    `${UCDP_SOURCE}, type of violence ${type === '' ? 'not given' : type} (${VIOLENCE[type] ?? 'unknown'})`,
    labelled('original source', cells('source_original')),
    labelled('article', cells('source_article')),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function labelled(label: string, text: string): string {
  return text === '' ? '' : `${label}: ${text}`;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function deaths(text: string): number | null {
  return text === '' ? null : Number(text);
}
