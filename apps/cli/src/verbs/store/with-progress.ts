import { progressBar, type ProgressView } from '../../serve/progress-view';
import { untilSignal } from '../../until-signal';
import type { Context } from '../context';

/** Does `work` with a bar for a person, and with nothing for a program or a log. However it ends, the bar is put away. */
export async function withProgress<T>(
  { terminal, json }: Context,
  work: (view: ProgressView) => Promise<T>,
): Promise<T> {
  const view = terminal.watched && !json ? await progressBar() : silent;
  const close = () => view.close();
  process.once('exit', close);
  try {
    return await untilSignal(() => work(view));
  } finally {
    process.removeListener('exit', close);
    close();
  }
}

const silent: ProgressView = { show: () => undefined, close: () => undefined };
