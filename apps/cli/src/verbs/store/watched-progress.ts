import { progressBar, type ProgressView } from '../../serve/progress-view';
import type { Context } from '../context';

/** A bar for a person, nothing for a program or a log. */
export async function watchedProgress({ terminal, json }: Context): Promise<ProgressView> {
  return terminal.watched && !json ? progressBar() : silent;
}

const silent: ProgressView = { show: () => undefined, close: () => undefined };
