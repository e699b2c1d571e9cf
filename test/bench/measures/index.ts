import { live } from '../live';
import { store } from '../store';
import type { Measure } from '../measure';
import { history } from './history';
import { lag } from './lag';
import { rebuilding } from './rebuild';
import { write } from './write';

export const measures: readonly Measure[] = [write, rebuilding, lag, history];

/** Longer runs with a report of their own, each alone by `--only NAME`. They answer the exit code. */
export const apart: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  live,
  store,
};
