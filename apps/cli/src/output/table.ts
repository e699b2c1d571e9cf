import { padTo, widthOf } from './width';

export interface Column<Row> {
  readonly title: string;
  value(row: Row): string;
}

/** Rows under their titles, aligned; a sentence when there are none. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  if (rows.length === 0) return 'None.';
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column) => column.value(row))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => widthOf(line[index] ?? ''))));
  return cells.map((line) => aligned(line, widths)).join('\n');
}

function aligned(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((cell, index) => padTo(cell, widths[index] ?? 0))
    .join('  ')
    .trimEnd();
}

/** Names and values, one pair a line; pairs without a value are left out. */
export function facts(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  const present = pairs.filter((pair): pair is readonly [string, string] => Boolean(pair[1]));
  const width = Math.max(0, ...present.map(([name]) => widthOf(name)));
  return present.map(([name, value]) => `${padTo(name, width)}  ${value}`).join('\n');
}
