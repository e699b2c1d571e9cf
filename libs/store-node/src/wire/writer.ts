import { bigVarint, varintSize, writeVarint } from './varint';

/** What most replies need. */
const FIRST_BYTES = 128;

/**
 * Builds a small protobuf message field by field. Events do not come through here
 * (`recorded-event.ts` lays them out in one pass); replies and checkpoints do.
 */
export class ProtoWriter {
  private buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;

  /** A number field; 0 is written too, since most callers set one side of a oneof. */
  uint(field: number, value: number | bigint): this {
    this.tag(field, 0);
    if (typeof value === 'number') this.number(value);
    else this.encoded(bigVarint(value));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, 2);
    this.number(value.length);
    return this.encoded(value);
  }

  string(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, nested: ProtoWriter): this {
    return this.bytes(field, nested.finish());
  }

  /** A field whose message has no fields: how the protocol spells flags inside a oneof. */
  empty(field: number): this {
    return this.bytes(field, NOTHING);
  }

  /** Fields that are encoded already. */
  encoded(fields: Uint8Array): this {
    this.makeRoom(fields.length);
    this.buffer.set(fields, this.length);
    this.length += fields.length;
    return this;
  }

  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private tag(field: number, wireType: number): void {
    this.number(field * 8 + wireType);
  }

  private number(value: number): void {
    this.makeRoom(varintSize(value));
    this.length = writeVarint(this.buffer, value, this.length);
  }

  private makeRoom(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.buffer.length));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

const NOTHING = Buffer.alloc(0);
