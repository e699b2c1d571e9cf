import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import { crc32 } from 'node:zlib';
import { checksumOf } from './checksum';
import type { EventCheck } from './event-check';
import { isAt, readFrame } from './frame-place';

/** Events of one transaction: a few milliseconds, so that calls have their turn in between. */
const STEP_EVENTS = 256;

/** Milliseconds between two lines about how far it is. */
const SAY_EVERY = 2000;

interface Columns {
  readonly position: number;
  readonly stream: number;
  readonly revision: number;
  readonly id_hash: number;
  readonly frame: Uint8Array;
  readonly name: Uint8Array | null;
}

/**
 * Gives the events of a file of the first format their checksums, a step at a time, while the node serves. Each step and
 * how far it came are one transaction: after a crash it goes on from there. An event that contradicts itself gets none
 * and is damaged from then on.
 */
export class ChecksumMigration {
  private readonly page: StatementSync;
  private readonly seal: StatementSync;
  private readonly note: StatementSync;
  private next: NodeJS.Immediate | undefined;
  private said = Date.now();

  private constructor(
    private readonly db: DatabaseSync,
    private readonly check: EventCheck,
    private readonly extent: { done: number; readonly total: number; readonly say: (line: string) => void },
  ) {
    this.page = db.prepare(`
      select position, stream, revision, id_hash, frame, name from events left join streams on id = stream
      where position > ? and position <= ? order by position limit ${String(STEP_EVENTS)}`);
    this.seal = db.prepare('update events set checksum = ? where position = ?');
    this.note = db.prepare("update progress set done = ? where task = 'checksums'");
    check.unchecked = { from: extent.done + 1, to: extent.total };
  }

  /** What is still to be done in this file, if anything. */
  static of(db: DatabaseSync, check: EventCheck, say: (line: string) => void): ChecksumMigration | undefined {
    const found = db.prepare("select done, total from progress where task = 'checksums'").get();
    if (found === undefined) return undefined;
    return new ChecksumMigration(db, check, {
      done: Number(found['done']),
      total: Number(found['total']),
      say,
    });
  }

  get left(): number {
    return this.extent.total - this.extent.done;
  }

  /** Goes on between the node's calls until all is done or `stop`. */
  start(): void {
    this.next = setImmediate(() => {
      if (this.tryStep()) this.start();
    });
  }

  stop(): void {
    clearImmediate(this.next);
  }

  /** True while there is more to do. A file that cannot be read or written is left as far as it came. */
  private tryStep(): boolean {
    try {
      return this.step();
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('rollback');
      const reason = types.isNativeError(error) ? error.message : String(error);
      this.extent.say(
        `Checksums stopped at position ${String(this.extent.done)} (${reason}); the next start goes on from there.`,
      );
      return false;
    }
  }

  step(): boolean {
    const { done, total, say } = this.extent;
    this.db.exec('begin immediate');
    const rows = this.page.all(done, total) as unknown as readonly Columns[];
    for (const row of rows) this.sealed(row);
    const last = rows.at(-1)?.position ?? total;
    this.note.run(last);
    if (last >= total) this.db.exec("delete from progress where task = 'checksums'");
    this.db.exec('commit');
    this.extent.done = last;
    this.check.unchecked = last < total ? { from: last + 1, to: total } : undefined;
    if (last >= total) say('Every event has its checksum now.');
    else this.sayHowFar();
    return last < total;
  }

  private sealed(row: Columns): void {
    if (isSound(row)) this.seal.run(checksumOf(row, row.frame), row.position);
    else this.check.contradictory(row);
  }

  private sayHowFar(): void {
    if (Date.now() - this.said < SAY_EVERY) return;
    this.said = Date.now();
    const { done, total, say } = this.extent;
    say(`Giving events their checksums: position ${String(done)} of ${String(total)}.`);
  }
}

/** Whether everything that an event of the first format says about itself agrees. */
function isSound({ position, revision, id_hash: hash, frame, name }: Columns): boolean {
  if (!types.isUint8Array(frame)) return false;
  const reading = readFrame(Buffer.from(frame.buffer, frame.byteOffset, frame.length));
  if (reading === undefined || name === null || !isAt(reading, { position, revision })) return false;
  return crc32(reading.event.id) === hash && reading.event.stream.equals(Buffer.from(name));
}
