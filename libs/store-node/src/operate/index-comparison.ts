import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import { isDamage } from '../storage/faults';
import type { PlacedEntry } from '../storage/log/block';
import { indexDamage } from './index-damage';
import type { StreamTally } from './stream-tally';

const STEP_ROWS = 2000;

/** What the index says of one event. */
interface IndexRow {
  readonly position: bigint;
  readonly stream: bigint;
  readonly revision: bigint;
  readonly id_hash: bigint;
  readonly checksum: bigint;
  readonly place: bigint;
  readonly length: bigint;
}

/** Holds the index against the log, event by event in order of position, a bounded number of rows in memory. */
export class IndexComparison {
  private readonly page: StatementSync;
  private rows: IndexRow[] = [];
  private next = 0;
  private last = 0n;
  private isOver = false;
  /** Numbers of streams go up to this one in what was compared. */
  private streams = 0;

  constructor(
    private readonly db: DatabaseSync,
    private readonly tally: StreamTally,
    private readonly tell: (words: string) => void,
  ) {
    this.page = db.prepare(
      `select * from events where position > ? order by position limit ${String(STEP_ROWS)}`,
    );
    // A damaged number may be larger than any that JavaScript counts with.
    this.page.setReadBigInts(true);
  }

  /** The log has this event, and the index should. */
  saw(entry: PlacedEntry): void {
    this.streams = Math.max(this.streams, entry.stream);
    if (this.isOver) return;
    let row = this.peek();
    for (; row !== undefined && row.position < entry.position; row = this.peek()) {
      this.tell(`The index has an event at position ${String(row.position)}, and the file has none.`);
      this.next++;
    }
    if (this.isOver) return;
    if (row?.position !== BigInt(entry.position)) {
      this.tell(`The index lacks the event at position ${String(entry.position)}.`);
      return;
    }
    if (!agree(row, entry))
      this.tell(
        `The index says otherwise about the event at position ${String(entry.position)} than the file.`,
      );
    this.next++;
  }

  /** Once the log is walked: the names of its streams, and what SQLite's own check finds. */
  end(): void {
    this.spared('The streams of the index cannot be read.', () => this.compareNames());
    for (const words of indexDamage(this.db)) this.tell(words);
  }

  private compareNames(): void {
    let next = 1;
    const names = this.db.prepare('select id, name from streams order by id');
    names.setReadBigInts(true);
    for (const { id, name } of names.iterate()) {
      for (; next < Math.min(Number(id), this.streams + 1); next++) this.lacksStream(next);
      if (next > this.streams) return;
      next = Number(id) + 1;
      if (!this.tally.isCalled(Number(id), types.isUint8Array(name) ? name : undefined))
        this.tell(`The index calls stream '${this.tally.nameOf(Number(id))}' otherwise than the file.`);
    }
    for (; next <= this.streams; next++) this.lacksStream(next);
  }

  private lacksStream(stream: number): void {
    this.tell(`The index lacks stream '${this.tally.nameOf(stream)}'.`);
  }

  private peek(): IndexRow | undefined {
    if (this.next >= this.rows.length) this.read();
    return this.rows[this.next];
  }

  private read(): void {
    if (this.isOver) return;
    this.rows = [];
    this.next = 0;
    const words = `The index cannot be read behind position ${String(this.last)}.`;
    this.isOver = !this.spared(words, () => {
      this.rows = this.page.all(this.last) as unknown as IndexRow[];
      this.last = this.rows.at(-1)?.position ?? this.last;
    });
  }

  /** False when damage was in the way. */
  private spared(words: string, read: () => void): boolean {
    try {
      read();
      return true;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.tell(words);
      return false;
    }
  }
}

function agree(row: IndexRow, entry: PlacedEntry): boolean {
  return (
    row.stream === BigInt(entry.stream) &&
    row.revision === BigInt(entry.revision) &&
    row.id_hash === BigInt(entry.idHash) &&
    row.checksum === BigInt(entry.checksum) &&
    row.place === BigInt(entry.place) &&
    row.length === BigInt(entry.length)
  );
}
