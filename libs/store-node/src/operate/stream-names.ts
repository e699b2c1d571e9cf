import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import { isSqliteError } from '../storage/sqlite-errors';

const REMEMBERED = 10_000;

/** Stream names by their numbers in the file, a bounded number of them in memory. */
export class StreamNames {
  private readonly known = new Map<bigint, Buffer | undefined>();
  private readonly find: StatementSync;

  constructor(db: DatabaseSync) {
    this.find = db.prepare('select name from streams where id = ?');
  }

  /** Undefined for a stream that has none, or whose name cannot be read. */
  get(stream: bigint): Buffer | undefined {
    if (this.known.has(stream)) return this.known.get(stream);
    if (this.known.size >= REMEMBERED) this.known.clear();
    const name = this.read(stream);
    this.known.set(stream, name);
    return name;
  }

  private read(stream: bigint): Buffer | undefined {
    try {
      const name = this.find.get(stream)?.['name'];
      return types.isUint8Array(name) ? Buffer.from(name) : undefined;
    } catch (error) {
      if (isSqliteError(error)) return undefined;
      throw error;
    }
  }
}
