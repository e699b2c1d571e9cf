import { setTimeout as pause } from 'node:timers/promises';
import { fault, usage } from '../../cli-problem';
import type { Api } from '../../http/api';
import type { Context } from '../context';
import type { OptionSpec } from '../spec';
import type { ProjectionState } from './projection-status';

export interface RequestState {
  readonly request: string;
  readonly projection: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly detail: string | null;
}

interface Operations {
  readonly items: readonly ProjectionState[];
  readonly requests: readonly RequestState[];
}

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
  show(items: readonly ProjectionState[]): void;
  /** Words for a request that failed. */
  failed(request: RequestState): string;
  readonly remedy: string;
}

/** The projections that were asked for, once the worker has answered every request. @throws CliProblem when one failed */
export async function served(
  api: Api,
  requests: readonly string[],
  watching: Watching,
): Promise<readonly ProjectionState[]> {
  for (;;) {
    const { items, requests: all } = await api.get<Operations>('/v1/operations/projections');
    const own = all.filter(({ request }) => requests.includes(request));
    const failed = own.find(({ state }) => state === 'failed');
    if (failed) throw fault(watching.failed(failed), watching.remedy);
    if (own.length === requests.length && own.every(({ state }) => state === 'done'))
      return items.filter(({ name }) => own.some(({ projection }) => projection === name));
    watching.show(items);
    await pause(every);
  }
}
