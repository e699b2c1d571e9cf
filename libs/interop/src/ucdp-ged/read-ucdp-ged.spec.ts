import { describe, expect, it } from '@jest/globals';
import { incidentEvents } from '@mizan/domain';
import fc from 'fast-check';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ForeignFile } from '../csv/foreign-file';
import { FLAGS } from './flags';
import { readUcdpGed, type UcdpOptions, type UcdpRow } from './read-ucdp-ged';

const SAMPLE = join(__dirname, '../../../../../shared/data/incidents/ucdp_ged_afpak_sample.csv');

const MECHANISM = join(__dirname, '../../../../deploy/mechanisms/doha-istanbul-2025.json');

function partyNames(): string[] {
  const { parties } = JSON.parse(readFileSync(MECHANISM, 'utf8')) as { parties: { name: string }[] };
  return parties.map((party) => party.name);
}

/** A row in which nothing is odd. */
const PLAIN: Readonly<Record<string, string>> = {
  ged_id: '7001',
  date_start: '2019-03-04',
  date_end: '2019-03-04',
  date_prec: '1',
  lat: '34.5',
  lon: '70.25',
  where_prec: '1',
  place: 'Sample town',
  where_description: 'the market of Sample town',
  adm_1: 'North province',
  adm_2: 'Hill district',
  country: 'Firstland',
  type_of_violence: '1',
  side_a: 'Government of Firstland',
  side_b: 'Some group',
  deaths_best: '3',
  deaths_low: '2',
  deaths_high: '5',
  event_clarity: '1',
  code_status: 'Clear',
  number_of_sources: '2',
  source_original: 'police',
  source_article: 'Agency 4 March 2019 "Three dead, two hurt"',
  strike_hint: '',
};
const COLUMNS = Object.keys(PLAIN);
const HEADER = COLUMNS.join(',');

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(changes: Readonly<Record<string, string>> = {}): string {
  return COLUMNS.map((column) => quoted(changes[column] ?? PLAIN[column] ?? '')).join(',');
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function read(text: string | Uint8Array, options?: UcdpOptions, size = 64): Promise<UcdpRow[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return collect(readUcdpGed(chunks(bytes, size), options));
}

async function only(changes: Readonly<Record<string, string>>, options?: UcdpOptions): Promise<UcdpRow> {
  const [row, ...rest] = await read(`${HEADER}\n${line(changes)}\n`, options);
  if (row === undefined || rest.length > 0) throw new Error('expected one row');
  return row;
}

async function incident(changes: Readonly<Record<string, string>>, options?: UcdpOptions) {
  const row = await only(changes, options);
  if (row.kind === 'rejected') throw new Error(row.reason);
  return row.incident;
}

describe('a row of UCDP GED', () => {
  it('becomes an incident that says whose it is, and how exact', async () => {
    expect(await only({})).toEqual({
      kind: 'incident',
      line: 2,
      incident: {
        source: 'UCDP GED',
        sourceId: '7001',
        class: 'militant-attack',
        occurred: {
          from: '2019-03-04T00:00:00.000Z',
          to: '2019-03-04T23:59:59.999Z',
          precision: 'day',
          verbatim: '2019-03-04',
          offset: null,
        },
        place: {
          lat: 34.5,
          lon: 70.25,
          precision: 'where_prec 1: exact',
          name: 'Sample town',
          description: 'the market of Sample town',
          adm1: 'North province',
          adm2: 'Hill district',
          country: 'Firstland',
        },
        tolls: [{ source: 'UCDP GED', low: 2, best: 3, high: 5 }],
        sides: ['Government of Firstland', 'Some group'],
        attribution:
          'UCDP GED, type of violence 1 (state-based conflict); original source: police; ' +
          'article: Agency 4 March 2019 "Three dead, two hurt"',
        flags: [],
      },
    });
  });

  it('is read the same under the column names and dates of UCDP’s own download', async () => {
    const names: Record<string, string> = {
      ged_id: 'id',
      lat: 'latitude',
      lon: 'longitude',
      place: 'where_coordinates',
      deaths_best: 'best',
      deaths_low: 'low',
      deaths_high: 'high',
    };
    const header = COLUMNS.map((column) => names[column] ?? column).join(',');
    const midnight = { date_start: '2019-03-04 00:00:00.000', date_end: '2019-03-04 00:00:00.000' };
    expect(await read(`${header}\n${line(midnight)}\n`)).toEqual([await only({})]);
  });

  it.each([
    ['', 'militant-attack', []],
    ['airstrike', 'air-strike', ['class-from-text-match']],
    ['Air Strike', 'air-strike', ['class-from-text-match']],
    ['drone', 'air-strike', ['class-from-text-match']],
    ['gunship', 'air-strike', ['class-from-text-match']],
    ['shelling', 'shelling', ['class-from-text-match']],
    ['us-dyad', 'militant-attack', ['class-from-text-match']],
    ['constructor', 'militant-attack', ['class-from-text-match']],
  ])('with the hint "%s" is classed %s', async (hint, expected, flags) => {
    const read = await incident({ strike_hint: hint });
    expect([read.class, read.flags]).toEqual([expected, flags]);
  });
});

describe('an odd row is imported and flagged', () => {
  const parties = { countries: ['Firstland', 'Secondland'] };

  it.each<[string, Record<string, string>, string[]]>([
    ['low above best', { deaths_low: '4' }, ['low-above-best']],
    ['best above high', { deaths_high: '2' }, ['best-above-high']],
    ['nobody killed', { deaths_low: '0', deaths_best: '0' }, ['best-zero']],
    ['a toll left out', { deaths_low: '' }, ['toll-incomplete']],
    ['a toll not available', { deaths_high: 'NA' }, ['toll-incomplete']],
    ['several days', { date_end: '2019-03-06' }, ['multi-day']],
    ['a vague date', { date_prec: '4' }, ['date-imprecise']],
    ['a place known to 25 km', { where_prec: '2' }, ['place-imprecise']],
    ['a precision nobody defined', { where_prec: '9' }, ['place-precision-unknown']],
    ['no place name', { place: ' ' }, ['place-name-missing']],
    ['a third country', { country: 'Thirdland' }, ['country-outside-parties']],
    ['no second side', { side_b: '' }, ['sides-missing']],
    ['sources not recorded', { number_of_sources: '-1' }, ['sources-not-recorded']],
    ['an unclear event', { event_clarity: '2' }, ['event-unclear']],
    ['coding under way', { code_status: 'Check' }, ['coding-provisional']],
  ])('%s', async (_name, changes, flags) => {
    expect((await incident(changes, parties)).flags).toEqual(flags);
  });

  it('but a former name in brackets, or no list of countries, is not odd', async () => {
    expect((await incident({ country: 'Secondland (Old Secondland)' }, parties)).flags).toEqual([]);
    expect((await incident({ country: 'Thirdland' })).flags).toEqual([]);
  });

  it('keeps tolls as they are, unsorted and not averaged', async () => {
    const odd = await incident({ deaths_low: '9', deaths_best: '0', deaths_high: '' });
    expect(odd.tolls).toEqual([{ source: 'UCDP GED', low: 9, best: 0, high: null }]);
  });
});

describe('an unusable row is rejected with its line and column', () => {
  it.each<[Record<string, string>, string]>([
    [{ ged_id: '' }, 'ged_id: missing'],
    [{ date_start: '' }, 'date_start: missing'],
    [{ date_start: '2019-02-31' }, 'date_start: "2019-02-31" is no day such as 2025-10-19'],
    [{ date_end: '04/03/2019' }, 'date_end: "04/03/2019" is no day such as 2025-10-19'],
    [{ date_end: '2019-03-03' }, 'date_end: 2019-03-03 is before date_start 2019-03-04'],
    [{ lat: '' }, 'lat: missing'],
    [{ lat: '91' }, 'lat: "91" is no number of degrees from -90 to 90'],
    [{ lon: '70E' }, 'lon: "70E" is no number of degrees from -180 to 180'],
    [{ lon: '-180.01' }, 'lon: "-180.01" is no number of degrees from -180 to 180'],
    [{ deaths_low: '-1' }, 'deaths_low: "-1" is no number of deaths'],
    [{ deaths_best: 'many' }, 'deaths_best: "many" is no number of deaths'],
    [{ deaths_high: '2.5' }, 'deaths_high: "2.5" is no number of deaths'],
  ])('%j', async (changes, reason) => {
    expect(await only(changes)).toEqual({ kind: 'rejected', line: 2, reason });
  });

  it('when it has more or fewer columns than the header, and the next row is read', async () => {
    const rows = await read(`${HEADER}\n7002,2019-03-04\n${line()},extra\n${line()}\n`);
    const width = COLUMNS.length;
    expect(rows.slice(0, 2)).toEqual([
      { kind: 'rejected', line: 2, reason: `columns: 2 instead of the header's ${width}` },
      { kind: 'rejected', line: 3, reason: `columns: ${width + 1} instead of the header's ${width}` },
    ]);
    expect(rows[2]).toEqual({ ...(await only({})), line: 4 });
  });
});

describe('lines are counted as an editor counts them', () => {
  it.each(['\n', '\r\n', '\r'])(
    'with line ends %j, texts over several lines and empty lines',
    async (end) => {
      const article = ['One', '', 'Two'].join(end);
      const rows = [line({ source_article: article }), '', line({ ged_id: '' }), line({ lat: 'x' })];
      const text = `\uFEFF${[HEADER, ...rows].join(end)}`;
      const found = await read(text, undefined, 7);
      expect(found.map((row) => [row.kind, row.line])).toEqual([
        ['incident', 2],
        ['rejected', 6],
        ['rejected', 7],
      ]);
    },
  );
});

describe('a file that is not UCDP GED', () => {
  const latin1 = Uint8Array.from(Buffer.from(`${HEADER}\n${line({ place: 'Mal\u00e9' })}\n`, 'latin1'));

  it.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '', /the file is empty\.$/],
    ['has empty lines only', '\n\n\n', /the file is empty\.$/],
    ['is another table', 'name,age\nAnn,7\n', /the first line lacks ged_id, date_start, date_end, lat, lon/],
    ['has semicolons', HEADER.replaceAll(',', ';'), /lacks ged_id/],
    ['is JSON', '{"a": [1, 2]}', /a quotation mark stands where none may \(line 1\)\.$/],
    ['lacks one column', `${HEADER.replace('deaths_low', 'x')}\n`, /lacks deaths_low\.$/],
    [
      'ends inside a quote',
      `${HEADER}\n${line()}\n7002,"cut of`,
      /ends inside a quoted text: it is cut off \(line 3\)/,
    ],
    ['has a broken quote', `${HEADER}\n"7002"x,2019\n`, /a quotation mark stands where none may \(line 2\)/],
    ['is not UTF-8', latin1, /not text in UTF-8/],
    [
      'is cut inside a character',
      new TextEncoder().encode(`${HEADER}\né`).subarray(0, -1),
      /not text in UTF-8/,
    ],
    ['is binary', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00, 0x00), /binary data/],
    ['never ends a row', `${HEADER}\n"${'x'.repeat(1_100_000)}`, /longer than 1000000 bytes/],
  ])('%s', async (_name, text, message) => {
    const failure = await read(text, undefined, 65_536).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ForeignFile);
    expect(String(failure)).toMatch(
      /^ForeignFile: Expected a comma-separated file of UCDP GED with the columns/,
    );
    expect(String(failure)).toMatch(message);
  });

  it('passes on what its source throws, and stops its source when the reader stops', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<string> {
      try {
        yield `${HEADER}\n`;
        for (let i = 0; ; i += 1) yield await Promise.resolve(`${line({ ged_id: String(i) })}\n`);
      } finally {
        closed = true;
      }
    }
    for await (const row of readUcdpGed(source())) if (row.line === 5) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(true);
    async function* failing(): AsyncGenerator<string> {
      yield await Promise.resolve(`${HEADER}\n`);
      throw new Error('disk gone');
    }
    await expect(collect(readUcdpGed(failing()))).rejects.toThrow('disk gone');
  });
});

describe('properties', () => {
  it('whatever the texts hold and wherever the chunks break, each row comes back once and fits the event', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"', '\n', '\r\n', ',', '""', 'NA', '-1'),
    );
    const changes = fc.record({
      place: text,
      source_article: text,
      side_a: text,
      where_description: text,
      code_status: text,
    });
    const odd = fc.array(changes, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(odd, fc.integer({ min: 1, max: 300 }), async (rows, size) => {
        const file = [HEADER, ...rows.map((row) => line(withoutNul(row)))].join('\n');
        const found = await read(file, undefined, size);
        expect(found.map((row) => row.kind)).toEqual(rows.map(() => 'incident'));
        for (const row of found) {
          expect(row.kind === 'incident' && incidentEvents.IncidentAlleged.check(row.incident)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the sample beside the checkout', () => {
  it('accounts for every row', async () => {
    if (!existsSync(SAMPLE)) {
      console.info('Not read: the UCDP sample is not beside the checkout.');
      return;
    }
    const rows = await collect(readUcdpGed(createReadStream(SAMPLE), { countries: partyNames() }));
    const incidents = rows.flatMap((row) => (row.kind === 'incident' ? [row.incident] : []));
    const counts = FLAGS.map((flag) => [flag, incidents.filter((i) => i.flags.includes(flag)).length]);
    expect([rows.length, incidents.length]).toEqual([187, 187]);
    expect(Object.fromEntries(counts)).toEqual({
      'low-above-best': 5,
      'best-above-high': 4,
      'best-zero': 16,
      'toll-incomplete': 0,
      'multi-day': 47,
      'date-imprecise': 47,
      'place-imprecise': 138,
      'place-precision-unknown': 0,
      'place-name-missing': 0,
      'country-outside-parties': 25,
      'sides-missing': 0,
      'sources-not-recorded': 95,
      'event-unclear': 26,
      'coding-provisional': 0,
      'class-from-text-match': 11,
    });
    expect(rows.map((row) => row.line)).toEqual(rows.map((_row, i) => i + 2));
    expect(new Set(incidents.map((i) => i.sourceId)).size).toBe(187);
    expect(incidents.filter((i) => i.class === 'air-strike')).toHaveLength(8);
    expect(incidents.flatMap((i) => incidentEvents.IncidentAlleged.check(i))).toEqual([]);
  });
});

function withoutNul<T extends Readonly<Record<string, string>>>(row: T): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([key, text]) => [key, text.replaceAll('\0', '')]));
}
