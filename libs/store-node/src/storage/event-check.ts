import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import { checksumOf } from './checksum';
import { type Damage, DamagedEvent } from './damage';
import type { Meters } from './meters';
import { resultCode, SQLITE_CORRUPT } from './faults';
import type { Columns, Near, Results, Row } from './row';

/** Lets no event out of the file that is not what was put in. */
export class EventCheck {
  private readonly nameOf: StatementSync;
  private readonly told = new Set<string>();

  constructor(
    db: DatabaseSync,
    private readonly options: {
      readonly database: string;
      readonly say: (line: string) => void;
      readonly meters: Meters;
    },
  ) {
    this.nameOf = db.prepare('select name from streams where id = ?');
  }

  /** The row with its bytes from the log, when its checksum fits. Throws DamagedEvent. */
  row([position, revision, stream, checksum, , length]: Columns, frame: Buffer): Row {
    this.options.meters.eventsRead++;
    const place = { position, stream, revision };
    if (frame.length < length) throw this.damaged(place, 'is cut off where the file ends');
    if (checksumOf(place, frame) !== checksum) throw this.damaged(place, 'has a checksum that does not fit');
    return { position, revision, frame };
  }

  /** Runs a read of results; what SQLite cannot read is told as damage near the place that was asked for. */
  guard(near: Near, results: Results, read: () => void): void {
    try {
      read();
    } catch (error) {
      // Or the statement's next use, wherever in the file, would meet the same error.
      results.return?.();
      if (isUnreadable(error)) throw this.damaged(near, 'or one close behind it cannot be read', error);
      throw error;
    }
  }

  missing(stream: number, revision: number): DamagedEvent {
    return this.damaged({ stream, revision }, 'is missing');
  }

  misplaced(position: number): DamagedEvent {
    return this.damaged({ position }, 'is not where it belongs');
  }

  private damaged(near: Near, what: string, cause?: unknown): DamagedEvent {
    const name = near.stream === undefined ? undefined : this.name(near.stream);
    const damage: Damage = {
      what,
      ...(near.position === undefined ? {} : { position: near.position }),
      ...(near.revision === undefined ? {} : { revision: near.revision }),
      ...(name === undefined ? {} : { stream: name }),
    };
    const fault = new DamagedEvent(damage, this.options.database, cause);
    this.tell(fault.message);
    return fault;
  }

  /** Once each: a reader that tries again and again must not fill the log. */
  private tell(message: string): void {
    if (this.told.has(message) || this.told.size >= TOLD_AT_MOST) return;
    this.told.add(message);
    this.options.meters.damages++;
    this.options.say(message);
  }

  private name(stream: number): string | undefined {
    try {
      const name = this.nameOf.get(stream)?.['name'];
      return types.isUint8Array(name) ? Buffer.from(name).toString('utf8') : undefined;
    } catch {
      return undefined;
    }
  }
}

const TOLD_AT_MOST = 1000;

/** A damaged page, or a number so damaged that it is none any more. */
function isUnreadable(error: unknown): boolean {
  if (resultCode(error) === SQLITE_CORRUPT) return true;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
}
