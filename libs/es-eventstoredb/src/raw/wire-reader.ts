const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Varints of this many bytes are numbers that JavaScript holds exactly. */
const exactBytes = 7;

/**
 * Walks over one protobuf message without copying it: `while (reader.next()) { if (reader.field === 1) … else reader.skip(); }`.
 * The client's own classes keep every field of every message in an array first, which costs more than all the rest of a read.
 */
export class WireReader {
  /** Number of the field that `next` came to; its value must be read or skipped. */
  field = 0;
  private wireType = VARINT;

  constructor(
    private readonly buffer: Buffer,
    private at = 0,
    private readonly end = buffer.length,
  ) {}

  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.number();
    this.field = tag >>> 3;
    this.wireType = tag & 7;
    return true;
  }

  /** A reader over the nested message. */
  message(): WireReader {
    const start = this.take();
    return new WireReader(this.buffer, start, this.at);
  }

  /** A view. */
  bytes(): Buffer {
    const start = this.take();
    return this.buffer.subarray(start, this.at);
  }

  text(): string {
    const start = this.take();
    return this.buffer.toString('utf8', start, this.at);
  }

  uint64(): bigint {
    const start = this.at;
    const value = this.number();
    return this.at - start <= exactBytes ? BigInt(value) : this.exactly(start);
  }

  skip(): void {
    if (this.wireType === VARINT) this.number();
    else if (this.wireType === BYTES) this.take();
    else if (this.wireType === FIXED64) this.at += 8;
    else if (this.wireType === FIXED32) this.at += 4;
    else throw new RangeError(`The message is not protobuf: wire type ${this.wireType}.`);
    if (this.at > this.end) throw cutOff();
  }

  private exactly(start: number): bigint {
    let value = 0n;
    for (let at = this.at - 1; at >= start; at--)
      value = (value << 7n) | BigInt((this.buffer[at] ?? 0) & 0x7f);
    return BigInt.asUintN(64, value);
  }

  private number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.at < this.end ? this.buffer[this.at++] : undefined;
      if (byte === undefined) throw cutOff();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  /** Steps over a field with a length; answers where its value starts. */
  private take(): number {
    const length = this.number();
    const start = this.at;
    this.at += length;
    if (this.at > this.end) throw cutOff();
    return start;
  }
}

function cutOff(): RangeError {
  return new RangeError('The message is not protobuf: it ends too early.');
}
