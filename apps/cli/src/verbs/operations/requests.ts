import { setTimeout as pause } from 'node:timers/promises';
import type { Projection, RequestState } from '@mizan/api-client';
import { fault, usage } from '../../cli-problem';
import type { Api } from '../../http/api';
import type { Context } from '../context';
import type { OptionSpec } from '../spec';

const every = 100;

export const yesOption: OptionSpec = {
  flags: '--yes',
  description: 'do it; without it the command only says what it would do',
};

/** @throws CliProblem usage, which says what would be done, unless --yes was typed */
export function assertConfirmed(context: Context, what: string): void {
  if (context.flag('yes')) return;
  throw usage(`${what} Nothing was done.`, 'To do it, say the same again with --yes.');
}

/** What to do for people while a request is served. */
export interface Watching {
  show(items: readonly Projection[]): void;
  /** Words for a request that failed. */
  failed(request: RequestState): string;
  readonly remedy: string;
}

/** The projections that were asked for, once the worker has answered every request. @throws CliProblem when one failed */
export async function served(
  api: Api,
  requests: readonly string[],
  watching: Watching,
): Promise<readonly Projection[]> {
  for (;;) {
    const { items, requests: all } = await api.call('projections', {});
    const own = all.filter(({ request }) => requests.includes(request));
    const failed = own.find(({ state }) => state === 'failed');
    if (failed) throw fault(watching.failed(failed), watching.remedy);
    if (own.length === requests.length && own.every(({ state }) => state === 'done'))
      return items.filter(({ name }) => own.some(({ projection }) => projection === name));
    watching.show(items);
    await pause(every);
  }
}
