const VARINT = 0;
const BYTES = 2;

/** The largest number that JavaScript's bit operations hold. */
const LARGEST = 0xffffffff;

/** Writes one protobuf message field by field, into one buffer. */
export class WireWriter {
  private buffer: Buffer;
  private at = 0;

  /** `expected`: about how many bytes it will be. */
  constructor(expected = 256) {
    this.buffer = Buffer.allocUnsafe(expected);
  }

  uint64(field: number, value: bigint): this {
    this.tag(field, VARINT);
    let rest = BigInt.asUintN(64, value);
    for (; rest > LARGEST; rest >>= 7n) this.byte(Number(rest & 0x7fn) | 0x80);
    this.number(Number(rest));
    return this;
  }

  /** From 0 to 2^32 - 1; also for enumerations and flags. */
  uint32(field: number, value: number): this {
    this.tag(field, VARINT);
    this.number(value);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, BYTES);
    this.number(value.length);
    this.room(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  text(field: number, value: string): this {
    this.tag(field, BYTES);
    const length = Buffer.byteLength(value);
    this.number(length);
    this.room(length);
    this.at += this.buffer.write(value, this.at);
    return this;
  }

  /** A nested message with the fields that `fill` writes; with none, it only says that it is there. */
  message(field: number, fill: () => void = () => undefined): this {
    this.tag(field, BYTES);
    const start = this.at;
    fill();
    this.insertLength(start);
    return this;
  }

  finish(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  /** The length stands before what has been written since `start`, which makes way for it. */
  private insertLength(start: number): void {
    const length = this.at - start;
    const digits = Math.ceil((32 - Math.clz32(length | 1)) / 7);
    this.room(digits);
    this.buffer.copyWithin(start + digits, start, this.at);
    this.at = start;
    this.number(length);
    this.at += length;
  }

  private tag(field: number, wireType: number): void {
    this.number((field << 3) | wireType);
  }

  private number(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  private byte(value: number): void {
    this.room(1);
    this.buffer[this.at++] = value;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
