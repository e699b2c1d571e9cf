import type { AnyTable, SqlValue } from '../database/table';

/** Larger pieces of memory come from the system anew each time, which costs more than what is done with them. */
const chunkSize = 64 * 1024;

/** Before each piece: the kind of message and its length. */
const headerSize = 5;
const copyData = 'd'.charCodeAt(0);

const signature = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const noValue = -1;

/**
 * Rows in COPY's binary format, which the server takes as it is where it would read text character by character, in
 * messages that are ready to be sent; https://www.postgresql.org/docs/current/sql-copy.html
 */
export class CopyRows {
  private readonly full: Buffer[] = [];
  private chunk = Buffer.allocUnsafe(chunkSize);
  private size = headerSize + signature.copy(this.chunk, headerSize);

  /** `sizes` are the bytes of each column's integers, 4 or 8. */
  constructor(
    private readonly columns: AnyTable['columns'],
    private readonly sizes: readonly number[],
  ) {}

  add(row: Readonly<Record<string, SqlValue>>): void {
    const { columns, sizes } = this;
    this.room(2);
    this.size = this.chunk.writeInt16BE(columns.length, this.size);
    for (let at = 0; at < columns.length; at++) {
      const value = row[columns[at] ?? ''] ?? null;
      if (typeof value === 'string') this.text(value);
      else this.integer(value, sizes[at]);
    }
  }

  /** Everything, with the mark of its end, as messages. */
  messages(): Buffer[] {
    this.room(2);
    this.size = this.chunk.writeInt16BE(-1, this.size);
    this.finish();
    return this.full;
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
    this.finish();
    this.chunk = Buffer.allocUnsafe(Math.max(chunkSize, headerSize + bytes));
    this.size = headerSize;
  }

  private finish(): void {
    this.chunk.writeUInt8(copyData, 0);
    this.chunk.writeInt32BE(this.size - 1, 1);
    this.full.push(this.chunk.subarray(0, this.size));
  }
}
