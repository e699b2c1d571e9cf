import type { SqlValue } from '../database/table';

/** Larger pieces of memory come from the system anew each time, which costs more than what is done with them. */
const chunkSize = 64 * 1024;

const signature = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const noValue = -1;

/**
 * Rows in COPY's binary format, which the server takes as it is where it would read text character by character;
 * https://www.postgresql.org/docs/current/sql-copy.html
 */
export class CopyRows {
  private readonly full: Buffer[] = [];
  private chunk = Buffer.allocUnsafe(chunkSize);
  private size = signature.copy(this.chunk);

  /** `sizes` are the bytes of each column's integers, 4 or 8. */
  constructor(private readonly sizes: readonly number[]) {}

  add(values: readonly SqlValue[]): void {
    this.room(2);
    this.size = this.chunk.writeInt16BE(values.length, this.size);
    for (const [column, value] of values.entries()) {
      if (typeof value === 'string') this.text(value);
      else this.integer(value, this.sizes[column]);
    }
  }

  /** Everything, with the mark of its end. */
  chunks(): Buffer[] {
    this.room(2);
    this.size = this.chunk.writeInt16BE(-1, this.size);
    return [...this.full, this.chunk.subarray(0, this.size)];
  }

  private text(value: string): void {
    // No character takes more than three bytes for each of the units that JavaScript counts.
    this.room(4 + value.length * 3);
    const length = this.chunk.write(value, this.size + 4);
    this.size = this.chunk.writeInt32BE(length, this.size) + length;
  }

  private integer(value: bigint | null, size = 8): void {
    this.room(12);
    this.size = this.chunk.writeInt32BE(value === null ? noValue : size, this.size);
    if (value === null) return;
    this.size =
      size === 4
        ? this.chunk.writeInt32BE(Number(value), this.size)
        : this.chunk.writeBigInt64BE(value, this.size);
  }

  private room(bytes: number): void {
    if (this.size + bytes <= this.chunk.length) return;
    this.full.push(this.chunk.subarray(0, this.size));
    this.chunk = Buffer.allocUnsafe(Math.max(chunkSize, bytes));
    this.size = 0;
  }
}
