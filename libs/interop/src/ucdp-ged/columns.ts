import { ForeignFile } from '../csv/foreign-file';

/**
 * The columns that are read. Each is known by the name of UCDP's own download and by the one of cut samples;
 * the first name is the one used in messages.
 */
const NAMES = {
  ged_id: ['ged_id', 'id'],
  date_start: ['date_start'],
  date_end: ['date_end'],
  date_prec: ['date_prec'],
  lat: ['lat', 'latitude'],
  lon: ['lon', 'longitude'],
  where_prec: ['where_prec'],
  place: ['place', 'where_coordinates'],
  where_description: ['where_description'],
  adm_1: ['adm_1'],
  adm_2: ['adm_2'],
  country: ['country'],
  type_of_violence: ['type_of_violence'],
  side_a: ['side_a'],
  side_b: ['side_b'],
  deaths_best: ['deaths_best', 'best'],
  deaths_low: ['deaths_low', 'low'],
  deaths_high: ['deaths_high', 'high'],
  event_clarity: ['event_clarity'],
  code_status: ['code_status'],
  number_of_sources: ['number_of_sources'],
  source_original: ['source_original'],
  source_article: ['source_article'],
  strike_hint: ['strike_hint'],
} as const;

export type Column = keyof typeof NAMES;

const REQUIRED: readonly Column[] = [
  'ged_id',
  'date_start',
  'date_end',
  'lat',
  'lon',
  'where_prec',
  'country',
  'type_of_violence',
  'side_a',
  'side_b',
  'deaths_best',
  'deaths_low',
  'deaths_high',
];

/** What is in a column of one row, trimmed; empty where the file has no such column, or the NA of statistics. */
export type Cells = (column: Column) => string;

export interface Header {
  readonly width: number;
  cellsOf(record: readonly string[]): Cells;
}

export const EXPECTED = `a comma-separated file of UCDP GED with the columns ${REQUIRED.join(', ')}`;

/** @throws ForeignFile naming the columns that are missing */
export function headerOf(record: readonly string[]): Header {
  const titles = record.map((title) => title.trim().toLowerCase());
  const positions = new Map<Column, number>();
  for (const [column, names] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const at = titles.findIndex((title) => names.includes(title));
    if (at >= 0) positions.set(column, at);
  }
  const missing = REQUIRED.filter((column) => !positions.has(column));
  if (missing.length > 0) throw new ForeignFile(EXPECTED, `the first line lacks ${missing.join(', ')}`);
  return { width: record.length, cellsOf: (row) => (column) => cell(row[positions.get(column) ?? -1]) };
}

function cell(text = ''): string {
  const trimmed = text.trim();
  return trimmed === 'NA' ? '' : trimmed;
}
