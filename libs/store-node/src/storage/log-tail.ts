import type { Row } from './stored-events';
import type { StreamKey } from './streams';

export interface Committed extends Row {
  readonly stream: StreamKey;
}

/** How much of the newest log is kept in memory: one reader or a thousand at the live end share it. */
const KEPT_EVENTS = 2048;
const KEPT_BYTES = 4 * 1024 * 1024;

/**
 * The newest committed events, and who waits for more. Followers are only woken, never handed events: each takes what
 * it can send from here, or from the file when it has fallen behind, so a slow one holds nothing in memory.
 */
export class LogTail {
  private kept: Committed[] = [];
  private bytes = 0;
  private readonly everything = new Set<() => void>();
  private readonly byStream = new Map<StreamKey, Set<() => void>>();

  publish(events: readonly Committed[]): void {
    for (const event of events) {
      this.kept.push(event);
      this.bytes += event.frame.length;
    }
    while (this.kept.length > KEPT_EVENTS || this.bytes > KEPT_BYTES) this.dropOlderHalf();
    this.wake(events);
  }

  /** The events behind `position`, or undefined when some of them are no longer kept. */
  after(position: number): readonly Committed[] | undefined {
    const oldest = this.kept[0];
    if (oldest === undefined || position + 1 < oldest.position) return undefined;
    let low = 0;
    let high = this.kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.kept[middle] as Committed).position <= position) low = middle + 1;
      else high = middle;
    }
    return this.kept.slice(low, low + KEPT_EVENTS / 8);
  }

  /** Calls `wake` after each commit that touches the stream (undefined: any). Gives the way to stop. */
  follow(stream: StreamKey | undefined, wake: () => void): () => void {
    const followers = stream === undefined ? this.everything : this.followersOf(stream);
    followers.add(wake);
    return () => {
      followers.delete(wake);
      if (stream !== undefined && followers.size === 0) this.byStream.delete(stream);
    };
  }

  private followersOf(stream: StreamKey): Set<() => void> {
    let followers = this.byStream.get(stream);
    if (followers === undefined) this.byStream.set(stream, (followers = new Set()));
    return followers;
  }

  private wake(events: readonly Committed[]): void {
    if (events.length === 0) return;
    for (const wake of this.everything) wake();
    if (this.byStream.size === 0) return;
    for (const stream of new Set(events.map((event) => event.stream))) {
      for (const wake of this.byStream.get(stream) ?? []) wake();
    }
  }

  private dropOlderHalf(): void {
    const dropped = Math.ceil(this.kept.length / 2);
    for (let index = 0; index < dropped; index++) this.bytes -= (this.kept[index] as Committed).frame.length;
    this.kept = this.kept.slice(dropped);
  }
}
