const columns = [
  'ged_id',
  'date_start',
  'date_end',
  'date_prec',
  'lat',
  'lon',
  'where_prec',
  'place',
  'country',
  'type_of_violence',
  'side_a',
  'side_b',
  'deaths_best',
  'deaths_low',
  'deaths_high',
  'number_of_sources',
  'source_article',
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

const usual: Row = {
  ged_id: '1',
  date_start: '2021-03-01',
  date_end: '2021-03-01',
  date_prec: '1',
  lat: '33.5',
  lon: '70.1',
  where_prec: '1',
  place: 'Fictional village',
  country: 'Afghanistan',
  type_of_violence: '1',
  side_a: 'Side A',
  side_b: 'Side B',
  deaths_best: '2',
  deaths_low: '1',
  deaths_high: '3',
  number_of_sources: '2',
  source_article: 'A "quoted", fictional\narticle',
};

/** A made-up file of UCDP GED; each row changes what it names. */
export function ucdpFile(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    columns.map((column) => quoted({ ...usual, ...row }[column] ?? '')).join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
