import { randomUUID } from 'node:crypto';
import type { GrpcCall } from '../http/grpc-call';
import { Status } from '../http/status';
import type { Row } from '../storage/stored-events';
import type { Store } from '../storage/store';
import type { ReadRequest } from '../wire/read-messages';
import { caughtUp, confirmation } from '../wire/read-replies';
import { Checkpoints } from './checkpoints';
import { compileFilter, type EventFilter } from './filter';
import { beyondTheEnd, positionOf } from './positions';
import { type Present, presenter } from './present';
import type { ReadCall } from './read-call';
import { sendPage } from './send-page';
import { Signal } from './signal';

/** A catch-up subscription to $all, filtered or not: what is there, `caughtUp`, then what comes. */
export const subscribeToAll: ReadCall = async (call, { store }, request) => {
  const selection = new Selection(request, presenter(request, store.reader));
  const signal = new Signal();
  call.onClose(store.tail.follow(undefined, signal.raise));
  call.onClose(signal.raise);
  call.write(confirmation(randomUUID()));
  let position = startingPoint(request, store);
  let live = false;
  while (!call.isOver) {
    const rows = store.tail.after(position) ?? store.events.allPage(position + 1);
    position = rows.at(-1)?.position ?? position;
    if (rows.length > 0)
      await sendPage(
        call,
        rows.flatMap((row) => selection.take(row)),
      );
    else if (live) await signal.wait();
    else {
      endHistory(call, request.from?.kind === 'end' ? [] : selection.endHistory(position));
      live = true;
    }
  }
};

function startingPoint(request: ReadRequest, store: Store): number {
  const last = store.lastPosition();
  const position = positionOf(request.from);
  if (position === Infinity) return last;
  if (position > last) throw beyondTheEnd(position);
  return position;
}

function endHistory(call: GrpcCall, checkpoints: readonly Buffer[]): void {
  call.write(Buffer.concat([...checkpoints, caughtUp()]));
  call.span?.end(Status.OK);
}

/** What a subscription sends for each event it looks at: the event, a checkpoint, both, or nothing. */
class Selection {
  private readonly matches: EventFilter | undefined;
  private readonly checkpoints: Checkpoints | undefined;

  constructor(
    request: ReadRequest,
    private readonly present: Present,
  ) {
    if (request.filter === undefined || request.filter === 'none') return;
    this.matches = compileFilter(request.filter);
    this.checkpoints = new Checkpoints(request.filter);
  }

  take(row: Row): Buffer[] {
    const isWanted = this.matches?.(row.frame) ?? true;
    const checkpoint = this.checkpoints?.after(row.position, isWanted);
    const frames = isWanted ? [this.present(row)] : [];
    return checkpoint === undefined ? frames : [...frames, checkpoint];
  }

  endHistory(position: number): Buffer[] {
    const checkpoint = this.checkpoints?.caughtUp(position);
    return checkpoint === undefined ? [] : [checkpoint];
  }
}
