import type { Measure } from '../measure';
import { write } from './write';

export const measures: readonly Measure[] = [write];

/** Longer runs with a report of their own, each alone by `--only NAME`. They answer the exit code. */
export const apart: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {};
