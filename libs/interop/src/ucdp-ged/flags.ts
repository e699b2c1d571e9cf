import type { Cells } from './columns';

/** Stable codes of what is odd about a row that is imported all the same. */
export const FLAGS = [
  'low-above-best',
  'best-above-high',
  'best-zero',
  'toll-incomplete',
  'multi-day',
  'date-imprecise',
  'place-imprecise',
  'place-precision-unknown',
  'place-name-missing',
  'country-outside-parties',
  'sides-missing',
  'sources-not-recorded',
  'event-unclear',
  'coding-provisional',
  'class-from-text-match',
] as const;

export type Flag = (typeof FLAGS)[number];

/** Countries whose rows are expected, by the names UCDP uses, in lower case; null when any is. */
export type Expected = ReadonlySet<string> | null;

type Test = (cells: Cells, expected: Expected) => boolean;

const TESTS: Readonly<Record<Flag, Test>> = {
  'low-above-best': (cells) => exceeds(cells('deaths_low'), cells('deaths_best')),
  'best-above-high': (cells) => exceeds(cells('deaths_best'), cells('deaths_high')),
  'best-zero': (cells) => /^0+$/.test(cells('deaths_best')),
  'toll-incomplete': (cells) =>
    [cells('deaths_low'), cells('deaths_best'), cells('deaths_high')].includes(''),
  'multi-day': (cells) => cells('date_start').slice(0, 10) !== cells('date_end').slice(0, 10),
  // 1 is the day itself; everything else is a span within which it happened, or is not said.
  'date-imprecise': (cells) => cells('date_prec') !== '1',
  'place-imprecise': (cells) => /^[2-7]$/.test(cells('where_prec')),
  'place-precision-unknown': (cells) => !/^[1-7]$/.test(cells('where_prec')),
  'place-name-missing': (cells) => cells('place') === '',
  'country-outside-parties': (cells, expected) =>
    expected !== null && !expected.has(countryName(cells('country'))),
  'sides-missing': (cells) => cells('side_a') === '' || cells('side_b') === '',
  'sources-not-recorded': (cells) => !/^[1-9]\d*$/.test(cells('number_of_sources')),
  'event-unclear': (cells) => cells('event_clarity') === '2',
  'coding-provisional': (cells) => !/^(clear)?$/i.test(cells('code_status')),
  'class-from-text-match': (cells) => cells('strike_hint') !== '',
};

export function flagsOf(cells: Cells, expected: Expected): readonly Flag[] {
  return FLAGS.filter((flag) => TESTS[flag](cells, expected));
}

/** UCDP adds former names in brackets; the name before them is compared. */
export function countryName(text: string): string {
  return text
    .replace(/\s*\(.*\)$/, '')
    .trim()
    .toLowerCase();
}

function exceeds(a: string, b: string): boolean {
  return a !== '' && b !== '' && Number(a) > Number(b);
}
