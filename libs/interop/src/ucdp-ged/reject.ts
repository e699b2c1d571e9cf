import type { Cells, Column } from './columns';

const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00(?:\.0+)?Z?)?$/;
const DEGREES = /^[+-]?\d{1,3}(\.\d+)?$/;
/** More deaths than people live on earth are no number of deaths. */
const DEATHS = /^\d{1,9}$/;

/** Why a row cannot become an incident, naming the column; null when it can. */
export function rejection(cells: Cells): string | null {
  if (cells('ged_id') === '') return 'ged_id: missing';
  return (
    wrongDay('date_start', cells) ??
    wrongDay('date_end', cells) ??
    wrongOrder(cells) ??
    wrongDegrees('lat', 90, cells) ??
    wrongDegrees('lon', 180, cells) ??
    wrongDeaths('deaths_low', cells) ??
    wrongDeaths('deaths_best', cells) ??
    wrongDeaths('deaths_high', cells)
  );
}

/** A calendar day as YYYY-MM-DD; null when there is no such day. A midnight behind it is UCDP's way to print it. */
export function dayOf(text: string): string | null {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month}-${day}`;
  const instant = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== written ? null : written;
}

function wrongDay(column: Column, cells: Cells): string | null {
  const text = cells(column);
  if (text === '') return `${column}: missing`;
  return dayOf(text) === null ? `${column}: "${text}" is no day such as 2025-10-19` : null;
}

function wrongOrder(cells: Cells): string | null {
  const [start, end] = [dayOf(cells('date_start')) ?? '', dayOf(cells('date_end')) ?? ''];
  return end < start ? `date_end: ${end} is before date_start ${start}` : null;
}

function wrongDegrees(column: Column, limit: number, cells: Cells): string | null {
  const text = cells(column);
  if (text === '') return `${column}: missing`;
  if (DEGREES.test(text) && Math.abs(Number(text)) <= limit) return null;
  return `${column}: "${text}" is no number of degrees from -${limit} to ${limit}`;
}

function wrongDeaths(column: Column, cells: Cells): string | null {
  const text = cells(column);
  return text === '' || DEATHS.test(text) ? null : `${column}: "${text}" is no number of deaths`;
}
