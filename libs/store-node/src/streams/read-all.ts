import type { Row } from '../storage/stored-events';
import type { ReadRequest } from '../wire/read-messages';
import type { NodeContext } from './context';
import { compileFilter, type EventFilter } from './filter';
import { beyondTheEnd, positionOf } from './positions';
import { presenter } from './present';
import type { ReadCall } from './read-call';
import { sendPage } from './send-page';

/** Reads $all in either direction: from a position on including it, or back from it without it. */
export const readAll: ReadCall = async (call, context, request) => {
  const present = presenter(request, context.store.reader);
  for (const page of pages(request, context)) {
    await sendPage(call, page.map(present));
    if (call.isOver) return;
  }
  call.finish();
};

/** Pages of what the filter lets through; a page may be empty, so that a long search yields to other calls. */
function* pages(request: ReadRequest, context: NodeContext): Generator<readonly Row[]> {
  const matches: EventFilter | undefined =
    request.filter === undefined || request.filter === 'none' ? undefined : compileFilter(request.filter);
  let remaining = Number(request.count);
  for (const page of scan(request, context, matches === undefined ? remaining : undefined)) {
    const wanted =
      matches === undefined ? page : page.filter((row) => matches(row.frame)).slice(0, remaining);
    yield wanted;
    remaining -= wanted.length;
    if (remaining <= 0) return;
  }
}

/** Everything from the starting point to the end that the log had when the read began. */
function* scan(
  request: ReadRequest,
  context: NodeContext,
  limit: number | undefined,
): Generator<readonly Row[]> {
  const { events } = context.store;
  const last = context.store.lastPosition();
  const start = positionOf(request.from);
  if (request.backwards && start !== Infinity && start > last) throw beyondTheEnd(start);
  let next = request.backwards ? Math.min(start, last + 1) - 1 : start;
  let remaining = limit ?? Infinity;
  while (remaining > 0 && next >= 0 && next <= last) {
    const page = request.backwards ? events.allPageBack(next, remaining) : events.allPage(next, remaining);
    const final = page.at(-1);
    if (final === undefined) return;
    yield page;
    remaining -= page.length;
    next = final.position + (request.backwards ? -1 : 1);
  }
}
