import { TOMBSTONE } from '../wire/recorded-event';
import type { StreamNames } from './verify-event';

const TOMBSTONE_REVISION = BigInt(TOMBSTONE);

interface Seen {
  count: bigint;
  highest: bigint;
}

/** Whether each stream has every revision from 0 to its highest, told by counting: an index forbids doubles. */
export class StreamRevisions {
  private readonly streams = new Map<bigint, Seen>();

  saw({ stream, revision }: { readonly stream: bigint; readonly revision: bigint }): void {
    if (revision === TOMBSTONE_REVISION) return;
    const seen = this.streams.get(stream);
    if (seen === undefined) this.streams.set(stream, { count: 1n, highest: revision });
    else {
      seen.count++;
      if (revision > seen.highest) seen.highest = revision;
    }
  }

  *gaps(names: StreamNames): Iterable<string> {
    for (const [stream, { count, highest }] of this.streams) {
      if (count === highest + 1n) continue;
      const name = names.get(Number(stream))?.toString('utf8') ?? `number ${String(stream)}`;
      yield `Stream '${name}' has ${String(count)} events, but its last revision is ${String(highest)}.`;
    }
  }
}
