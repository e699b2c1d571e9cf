/** A message that is not valid protobuf; the call it came in is refused with its text. */
export class WireError extends Error {}

const WIRE_VARINT = 0;
const WIRE_FIXED64 = 1;
const WIRE_BYTES = 2;
const WIRE_FIXED32 = 5;

/**
 * Reads one protobuf message from a window of a buffer, without copying: `bytes()` gives views.
 * Usage: `while (reader.more()) { switch (reader.field()) { … default: reader.skip(); } }`.
 */
export class ProtoReader {
  private wireType = WIRE_VARINT;

  constructor(
    private readonly buffer: Buffer,
    public offset = 0,
    private readonly end = buffer.length,
  ) {}

  more(): boolean {
    return this.offset < this.end;
  }

  /** The next field's number; its value must be read or skipped before the next call. */
  field(): number {
    const tag = this.varint();
    this.wireType = tag & 7;
    return tag >>> 3;
  }

  /** A varint as a number: exact up to 2^53, which lengths, tags, flags and enums never leave. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError('The message is not valid protobuf: a number is longer than ten bytes.');
  }

  /** A 64-bit varint, exact. */
  uint64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new WireError('The message is not valid protobuf: a number is longer than ten bytes.');
  }

  /** A signed 64-bit varint as a number: exact from 0 to 2^53, to some thousand below 0. */
  int64(): number {
    const value = this.varint();
    return value < 2 ** 63 ? value : value - 2 ** 64;
  }

  bool(): boolean {
    return this.varint() !== 0;
  }

  bytes(): Buffer {
    const length = this.length();
    const start = this.offset;
    this.offset = start + length;
    return this.buffer.subarray(start, this.offset);
  }

  string(): string {
    const length = this.length();
    const start = this.offset;
    this.offset = start + length;
    return this.buffer.toString('utf8', start, this.offset);
  }

  /** A reader over the nested message that comes next. */
  message(): ProtoReader {
    const length = this.length();
    const start = this.offset;
    this.offset = start + length;
    return new ProtoReader(this.buffer, start, this.offset);
  }

  /** Everything not read yet, as a view; reading goes on where it was. */
  rest(): Buffer {
    return this.buffer.subarray(this.offset, this.end);
  }

  skip(): void {
    if (this.wireType === WIRE_VARINT) this.varint();
    else if (this.wireType === WIRE_BYTES) this.bytes();
    else if (this.wireType === WIRE_FIXED64) this.offset += 8;
    else if (this.wireType === WIRE_FIXED32) this.offset += 4;
    else throw new WireError('The message is not valid protobuf: unknown wire type.');
    if (this.offset > this.end) throw new WireError('The message is not valid protobuf: it ends too early.');
  }

  private length(): number {
    if (this.wireType !== WIRE_BYTES) {
      throw new WireError('The message is not valid protobuf: a field has another wire type than expected.');
    }
    const length = this.varint();
    if (this.offset + length > this.end) {
      throw new WireError('The message is not valid protobuf: it ends too early.');
    }
    return length;
  }

  private byte(): number {
    const byte = this.offset < this.end ? this.buffer[this.offset++] : undefined;
    if (byte === undefined) throw new WireError('The message is not valid protobuf: it ends too early.');
    return byte;
  }
}
