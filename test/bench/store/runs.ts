import type { Measured, Target } from '../measure';

/** What was measured of each target, in the order in which the targets came first. */
export class Runs {
  private readonly all = new Map<string, { target: Target; runs: number[]; raw: Record<string, number[]> }>();

  add(target: Target, value: number): void {
    this.of(target).runs.push(value);
  }

  /** The newest run of a target. */
  last({ name }: Target): number {
    return this.all.get(name)?.runs.at(-1) ?? NaN;
  }

  /** A run that is a ratio of two figures, which are kept beside it. */
  divide(target: Target, value: number, by: number): void {
    const { runs, raw } = this.of(target);
    runs.push(value / by);
    (raw['value'] ??= []).push(value);
    (raw['by'] ??= []).push(by);
  }

  /** The ratio of the newest runs of two targets. */
  compare(target: Target, value: Target, by: Target): void {
    this.divide(target, this.last(value), this.last(by));
  }

  /** Our server ÷ the other for every run; for times the other way round, so that larger is better. */
  overTheOther(target: Target, other: Target): void {
    const ratio: Target = {
      ...target,
      name: `${target.name}-ratio`,
      what: `node ÷ other: ${target.what}`,
      unit: 'ratio',
    };
    const [ours, theirs] = [this.of(target).runs, this.of(other).runs];
    for (const [round, value] of ours.entries()) {
      const by = theirs[round] ?? NaN;
      if (target.unit === 'ms') this.divide(ratio, by, value);
      else this.divide(ratio, value, by);
    }
  }

  shown(target: Target): string {
    return this.last(target).toFixed(0);
  }

  /** Those that are held to something first. */
  measured(): readonly Measured[] {
    const measured = [...this.all.values()];
    return measured.sort((a, b) => Number(a.target.floor === null) - Number(b.target.floor === null));
  }

  private of(target: Target) {
    const known = this.all.get(target.name) ?? { target, runs: [], raw: {} };
    this.all.set(target.name, known);
    return known;
  }
}
