import { cpus, loadavg } from 'node:os';
import { meetsFloor, valueOf, type Measured } from './measure';

/** What `--json` writes. Targets without a floor are in `report`: they are no ratios. */
export function asJson(all: readonly Measured[]) {
  const ratios = all.filter(({ target }) => target.unit === 'ratio' && target.floor !== null);
  return {
    machine: { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, load: loadavg() },
    ratios: Object.fromEntries(
      ratios.map((measured) => [
        measured.target.name,
        { value: valueOf(measured), floor: measured.target.floor, aim: measured.target.aim },
      ]),
    ),
    report: Object.fromEntries(
      all.filter((one) => !ratios.includes(one)).map((one) => [one.target.name, { value: valueOf(one) }]),
    ),
    raw: Object.fromEntries(all.map(({ target, runs, raw }) => [target.name, { runs, ...raw }])),
  };
}

/** The table that is printed. */
export function asTable(all: readonly Measured[]): string {
  const rows = all.map((measured) => {
    const { name, what, floor, aim } = measured.target;
    const runs = measured.runs.map(short).join(' ');
    const verdict = floor === null ? 'reported' : meetsFloor(measured) ? 'held' : 'MISSED';
    return [name, short(valueOf(measured)), cell(floor), cell(aim), verdict, runs, what];
  });
  const head = ['NAME', 'MEDIAN', 'FLOOR', 'AIM', '', 'RUNS', 'WHAT'];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toFixed(value >= 10 ? 1 : 3);
}
