import type { Projection } from '@mizan/api-client';
import { progressBar, type ProgressView } from '../../serve/progress-view';
import type { Context } from '../context';
import type { VerbSpec } from '../spec';
import { projectionText } from './projection-status';
import { assertConfirmed, served, yesOption } from './requests';

export const rebuildProjection: VerbSpec = {
  name: 'rebuild',
  arguments: '[name]',
  description:
    "build a projection's tables anew from the event store (operator); all of them unless one is named",
  kind: 'server',
  options: [yesOption],
  async run(context) {
    const name = context.params[0] ?? 'all';
    const which = name === 'all' ? 'every projection' : name;
    assertConfirmed(
      context,
      `This builds the tables of ${which} anew, beside the ones that are read meanwhile.`,
    );
    const { requests } = await context.api.call('rebuildProjection', { path: { name } });
    const projections = await rebuilt(
      context,
      requests.map(({ request }) => request),
    );
    return { json: projections, text: () => projectionText(projections) };
  },
};

/** The projections of these requests once they are built anew, with a bar meanwhile. @throws CliProblem when one failed */
export async function rebuilt(context: Context, requests: readonly string[]): Promise<readonly Projection[]> {
  const view = await viewOf(context);
  try {
    return await served(context.api, requests, watching(view));
  } finally {
    view?.close();
  }
}

/** A bar for a person, nothing for a program or a log. */
function viewOf({ terminal, json }: Context): Promise<ProgressView> | null {
  return terminal.watched && !json ? progressBar() : null;
}

function watching(view: ProgressView | null) {
  return {
    show: (items: readonly Projection[]) => show(items, view),
    failed: ({ projection, detail }: { projection: string; detail: string | null }) =>
      `Rebuilding ${projection} failed: ${detail ?? 'no reason given'}.`,
    remedy: 'The tables are as they were. mizan projection status shows more.',
  };
}

function show(items: readonly Projection[], view: ProgressView | null): void {
  const busy = items.find(({ progress }) => progress !== null);
  if (!busy?.progress) return;
  view?.show({
    what: `Rebuilding ${busy.name}`,
    done: Number(busy.progress.done),
    total: Number(busy.progress.head),
  });
}
