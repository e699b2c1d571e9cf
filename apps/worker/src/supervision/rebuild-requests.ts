import { answerRebuild, type Control, type ReadDatabase, type RebuildRequest } from '@mizan/read-models';
import type { Log } from '../log';
import { pauseUntil } from './backoff';

export interface Rebuildable {
  readonly name: string;
  rebuild(): Promise<void>;
}

export interface RebuildRequestParts {
  readonly control: Control;
  readonly db: ReadDatabase;
  readonly rebuildables: readonly Rebuildable[];
  readonly log: Log;
}

/** Milliseconds between two looks at the requests. */
const interval = 200;

/** Does what operators asked for, one request after the other; one that a kill interrupted is done again. */
export async function serveRebuildRequests(parts: RebuildRequestParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const request of await parts.control.pending(parts.db)) {
        if (!signal.aborted) await serve(parts, request);
      }
    } catch (error) {
      parts.log.warn(`Requests for rebuilds cannot be served now: ${wordsOf(error)}`);
    }
    await pauseUntil(interval, signal);
  }
}

async function serve({ db, rebuildables }: RebuildRequestParts, request: RebuildRequest): Promise<void> {
  const subject = rebuildables.find(({ name }) => name === request.projection);
  if (!subject) {
    const detail = `No projection or process of this worker is called ${request.projection}.`;
    return answerRebuild(db, request, { state: 'failed', detail });
  }
  await answerRebuild(db, request, { state: 'running' });
  try {
    await subject.rebuild();
    await answerRebuild(db, request, { state: 'done' });
  } catch (error) {
    await answerRebuild(db, request, { state: 'failed', detail: wordsOf(error) });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
