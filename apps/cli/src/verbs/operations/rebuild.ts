import { setTimeout as pause } from 'node:timers/promises';
import { fault } from '../../cli-problem';
import type { Api } from '../../http/api';
import { progressBar, type ProgressView } from '../../serve/progress-view';
import type { Context } from '../context';
import type { VerbSpec } from '../spec';
import { projectionTable, type ProjectionState } from './projection-status';

interface Requested {
  readonly requests: readonly { readonly request: string; readonly projection: string }[];
}

interface Operations {
  readonly items: readonly ProjectionState[];
  readonly rebuilds: readonly {
    readonly request: string;
    readonly projection: string;
    readonly state: 'waiting' | 'running' | 'done' | 'failed';
    readonly detail: string | null;
  }[];
}

const every = 100;

export const rebuildProjection: VerbSpec = {
  name: 'rebuild',
  arguments: '[name]',
  description:
    "build a projection's tables anew from the event store (operator); all of them unless one is named",
  kind: 'server',
  async run(context) {
    const path = `/v1/operations/projections/${encodeURIComponent(context.params[0] ?? 'all')}/rebuild`;
    const { requests } = await context.api.post<Requested>(path, {});
    const view = await viewOf(context);
    try {
      const rebuilt = await finished(context.api, requests, view);
      return { json: rebuilt, text: () => projectionTable(rebuilt) };
    } finally {
      view?.close();
    }
  },
};

/** A bar for a person, nothing for a program or a log. */
function viewOf({ terminal, json }: Context): Promise<ProgressView> | null {
  return terminal.watched && !json ? progressBar() : null;
}

/** The projections that were rebuilt, once every request has an answer. @throws CliProblem when one failed */
async function finished(
  api: Api,
  requests: Requested['requests'],
  view: ProgressView | null,
): Promise<readonly ProjectionState[]> {
  for (;;) {
    const { items, rebuilds } = await api.get<Operations>('/v1/operations/projections');
    const own = rebuilds.filter(({ request }) => requests.some((one) => one.request === request));
    const failed = own.find(({ state }) => state === 'failed');
    if (failed)
      throw fault(`Rebuilding ${failed.projection} failed: ${failed.detail ?? 'no reason given'}.`, advice);
    if (own.length === requests.length && own.every(({ state }) => state === 'done')) {
      return items.filter(({ name }) => requests.some(({ projection }) => projection === name));
    }
    show(items, view);
    await pause(every);
  }
}

const advice = 'The tables are as they were. mizan projection status shows more.';

function show(items: readonly ProjectionState[], view: ProgressView | null): void {
  const busy = items.find(({ progress }) => progress !== null);
  if (!busy?.progress) return;
  view?.show({
    what: `Rebuilding ${busy.name}`,
    done: Number(busy.progress.done),
    total: Number(busy.progress.head),
  });
}
