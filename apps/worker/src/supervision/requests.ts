import {
  answerRequest,
  answersIn,
  type Control,
  type ReadDatabase,
  type StoredRequest,
} from '@mizan/read-models';
import { errorWords } from '@mizan/runtime';
import type { Log } from '../log';
import { pauseUntil } from './backoff';

/** A projection or process of this worker, as far as operators may ask something of it. */
export interface Subject {
  readonly name: string;
  rebuild(): Promise<void>;
  /** Goes on where an event had stopped it. */
  resume(signal: AbortSignal): Promise<void>;
}

export interface RequestParts {
  readonly control: Control;
  readonly db: ReadDatabase;
  readonly subjects: readonly Subject[];
  readonly log: Log;
}

/** Milliseconds between two looks at the requests. */
const interval = 200;

/** Does what operators asked for, one request after the other; one that a kill interrupted is done again. */
export async function serveRequests(parts: RequestParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const request of await parts.control.pending(answersIn(parts.db))) {
        if (!signal.aborted) await serve(parts, request, signal);
      }
    } catch (error) {
      parts.log.warn(`Requests to the worker cannot be served now: ${errorWords(error)}`);
    }
    await pauseUntil(interval, signal);
  }
}

async function serve(
  { db, subjects }: RequestParts,
  request: StoredRequest,
  signal: AbortSignal,
): Promise<void> {
  const subject = subjects.find(({ name }) => name === request.projection);
  if (!subject) {
    const detail = `No projection or process of this worker is called ${request.projection}.`;
    return answerRequest(db, request, { state: 'failed', detail });
  }
  await answerRequest(db, request, { state: 'running' });
  try {
    await fulfil(request, subject, signal);
    // A request that the end of the worker interrupted is done again by the next one.
    if (signal.aborted) return;
    await answerRequest(db, request, { state: 'done' });
  } catch (error) {
    await answerRequest(db, request, { state: 'failed', detail: wordsOf(error) });
  }
}

/** A skip is on record before it is asked for: going on is then the same as trying again. */
function fulfil({ kind }: StoredRequest, subject: Subject, signal: AbortSignal): Promise<void> {
  return kind === 'rebuild' ? subject.rebuild() : subject.resume(signal);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
