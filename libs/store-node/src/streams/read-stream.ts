import { streamDeleted } from '../http/status';
import type { Row } from '../storage/stored-events';
import type { Visible } from '../storage/stream-reader';
import { keyOf } from '../storage/streams';
import type { From, ReadRequest } from '../wire/read-messages';
import { firstStreamPosition, lastStreamPosition, streamNotFound } from '../wire/read-replies';
import type { NodeContext } from './context';
import { requireStream } from './prepare-event';
import { presenter } from './present';
import type { ReadCall } from './read-call';
import { sendPage } from './send-page';

type Present = Extract<Visible, { kind: 'present' }>;

/** Reads one stream in either direction. What is visible is settled when the read begins, so it always ends. */
export const readStream: ReadCall = async (call, context, request) => {
  const stream = requireStream(request.stream);
  const visible = context.store.reader.visible(keyOf(stream));
  if (visible.kind === 'tombstoned') throw streamDeleted(stream);
  if (visible.kind === 'missing') call.write(streamNotFound(stream));
  else {
    const present = presenter(request, context.store.reader);
    const start = startOf(request.from, request.backwards, visible);
    const isBeyondTheEnd = start > visible.last;
    if (request.compatibility >= 1 && isBeyondTheEnd) {
      call.write(firstStreamPosition(Math.max(visible.first, visible.last + 1)));
    }
    for (const page of pages(request, visible, context)) {
      await sendPage(call, page.map(present));
      if (call.isOver) return;
    }
    if (request.compatibility >= 1) call.write(lastStreamPosition(visible.last));
  }
  call.finish();
};

function startOf(from: From | undefined, backwards: boolean, visible: Present): number {
  if (from?.kind === 'revision') {
    const revision = Number(from.revision);
    return backwards ? Math.min(revision, visible.last) : Math.max(revision, visible.first);
  }
  if (from?.kind === 'end') return backwards ? visible.last : Infinity;
  return backwards ? 0 : visible.first;
}

function* pages(request: ReadRequest, visible: Present, context: NodeContext): Generator<readonly Row[]> {
  const { events } = context.store;
  const { backwards } = request;
  let next = startOf(request.from, backwards, visible);
  let remaining = Number(request.count);
  while (remaining > 0 && next >= visible.first && next <= visible.last) {
    const page = backwards
      ? events.streamPageBack(visible.id, { from: visible.first, to: next, limit: remaining })
      : events.streamPage(visible.id, { from: next, to: visible.last, limit: remaining });
    const final = page.at(-1);
    if (final === undefined) return;
    yield page;
    remaining -= page.length;
    next = final.revision + (backwards ? -1 : 1);
  }
}
