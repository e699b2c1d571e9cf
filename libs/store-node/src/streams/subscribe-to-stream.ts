import { randomUUID } from 'node:crypto';
import type { GrpcCall } from '../http/grpc-call';
import { Status, streamDeleted } from '../http/status';
import type { Row } from '../storage/stored-events';
import type { Store } from '../storage/store';
import { keyOf, type StreamKey } from '../storage/streams';
import { TOMBSTONE } from '../wire/recorded-event';
import type { From } from '../wire/read-messages';
import { caughtUp, confirmation } from '../wire/read-replies';
import { requireStream } from './prepare-event';
import { presenter } from './present';
import type { ReadCall } from './read-call';
import { sendPage } from './send-page';
import { Signal } from './signal';

/** A catch-up subscription to one stream: what is there, `caughtUp`, then what comes. */
export const subscribeToStream: ReadCall = async (call, context, request) => {
  const name = requireStream(request.stream);
  const present = presenter(request, context.store.reader);
  const cursor = new StreamCursor(context.store, keyOf(name), request.from);
  if (cursor.isTombstoned()) throw streamDeleted(name);
  const signal = new Signal();
  call.onClose(context.store.tail.follow(keyOf(name), signal.raise));
  call.onClose(signal.raise);
  call.write(confirmation(randomUUID()));
  while (!call.isOver) {
    const rows = cursor.next();
    if (rows.length > 0) await sendPage(call, rows.map(present));
    else if (cursor.goLive()) endHistory(call);
    else await signal.wait();
    if (rows.at(-1)?.revision === TOMBSTONE) throw streamDeleted(name);
  }
};

function endHistory(call: GrpcCall): void {
  call.write(caughtUp());
  call.span?.end(Status.OK);
}

/** Where one subscription stands. Limits hide events from its history, but not those that arrive while it listens. */
class StreamCursor {
  private revision: number;
  private live = false;

  constructor(
    private readonly store: Store,
    private readonly stream: StreamKey,
    from: From | undefined,
  ) {
    this.revision = -1;
    if (from?.kind === 'revision') this.revision = Math.min(Number(from.revision), TOMBSTONE - 1);
    if (from?.kind === 'end') this.goLive();
    this.live = false;
  }

  isTombstoned(): boolean {
    return this.store.reader.visible(this.stream).kind === 'tombstoned';
  }

  /** The next page; empty when there is nothing more for now. */
  next(): Row[] {
    const from = Math.max(this.revision + 1, this.live ? 0 : this.firstVisible());
    const rows = this.store.events.streamPage(this.store.streams.idOf(this.stream), { from, to: TOMBSTONE });
    this.revision = rows.at(-1)?.revision ?? this.revision;
    return rows;
  }

  /** Ends the history; false if it had ended before. */
  goLive(): boolean {
    const wasLive = this.live;
    this.live = true;
    const last = this.store.streams.lastOf(this.stream);
    if (!wasLive && last !== TOMBSTONE) this.revision = Math.max(this.revision, last);
    return !wasLive;
  }

  private firstVisible(): number {
    const visible = this.store.reader.visible(this.stream);
    if (visible.kind === 'present') return visible.first;
    return visible.kind === 'missing' ? TOMBSTONE : 0;
  }
}
