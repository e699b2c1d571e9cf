import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import { checksumOf } from './checksum';
import { type Damage, DamagedEvent } from './damage';
import { fitsPlace } from './frame-place';
import type { Meters } from './meters';
import type { Columns, Near, Results, Row } from './row';
import { resultCode, SQLITE_CORRUPT } from './sqlite-errors';

/** Positions, both included, whose events came without a checksum and still wait for theirs. */
export interface Unchecked {
  readonly from: number;
  readonly to: number;
}

/** Lets no event out of the file that is not what was put in. */
export class EventCheck {
  /** Set while a file of the first format is being given its checksums. */
  unchecked: Unchecked | undefined;
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

  /** The row, when its checksum fits. Throws DamagedEvent. */
  row(columns: Columns): Row {
    const [position, revision, stream, sum, frame] = columns;
    this.options.meters.eventsRead++;
    // The first test is the quick one; the second also knows arrays of another realm, as test runners make them.
    if (frame instanceof Uint8Array || types.isUint8Array(frame)) {
      const row = {
        position,
        revision,
        stream,
        frame: Buffer.from(frame.buffer, frame.byteOffset, frame.length),
      };
      if (sum === checksumOf(row, frame)) return row;
      if (sum === null && this.isUnchecked(position) && fitsPlace(row)) return row;
    }
    throw this.damaged({ position, stream, revision }, 'has a checksum that does not fit');
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

  /** Tells of an event whose parts contradict each other. */
  contradictory({ position, stream, revision }: Required<Near>): DamagedEvent {
    return this.damaged({ position, stream, revision }, 'contradicts itself');
  }

  private isUnchecked(position: number): boolean {
    const { unchecked } = this;
    return unchecked !== undefined && position >= unchecked.from && position <= unchecked.to;
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
