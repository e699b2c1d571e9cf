import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { TOMBSTONE } from '../wire/recorded-event';
import type { StreamNames } from './stream-names';

const TOMBSTONE_REVISION = BigInt(TOMBSTONE);

/** Streams counted in memory before they go into the temporary table. */
const GATHERED = 10_000;

interface Seen {
  count: bigint;
  highest: bigint;
}

/**
 * Whether each stream has every revision from 0 to its highest, told by counting: an index forbids doubles. The counts
 * are in a temporary table, which SQLite keeps in a file: there may be more streams than memory has room for.
 */
export class StreamRevisions {
  private readonly gathered = new Map<bigint, Seen>();
  private readonly add: StatementSync;

  constructor(private readonly db: DatabaseSync) {
    db.exec('create temp table seen (stream integer primary key, count integer, highest integer)');
    this.add = db.prepare(
      `insert into temp.seen values (?, ?, ?) on conflict (stream) do update
       set count = count + excluded.count, highest = max(highest, excluded.highest)`,
    );
  }

  /** A row that is damaged may hold anything; it is told by itself. */
  saw({ stream, revision }: { readonly stream: unknown; readonly revision: unknown }): void {
    if (typeof stream !== 'bigint' || typeof revision !== 'bigint') return;
    if (revision === TOMBSTONE_REVISION) return;
    const seen = this.gathered.get(stream);
    if (seen === undefined) {
      if (this.gathered.size >= GATHERED) this.settle();
      this.gathered.set(stream, { count: 1n, highest: revision });
    } else {
      seen.count++;
      if (revision > seen.highest) seen.highest = revision;
    }
  }

  *gaps(names: StreamNames): Iterable<string> {
    this.settle();
    const gaps = this.db.prepare('select * from temp.seen where count <> highest + 1');
    gaps.setReadBigInts(true);
    for (const { stream, count, highest } of gaps.iterate()) {
      const name = names.get(stream as bigint)?.toString('utf8') ?? `number ${String(stream)}`;
      yield `Stream '${name}' has ${String(count)} events, but its last revision is ${String(highest)}.`;
    }
  }

  private settle(): void {
    this.db.exec('begin');
    for (const [stream, { count, highest }] of this.gathered) this.add.run(stream, count, highest);
    this.db.exec('commit');
    this.gathered.clear();
  }
}
