import { bigVarint, varintSize, writeVarint } from './varint';

/**
 * Builds a small protobuf message field by field. Events do not come through here
 * (`recorded-event.ts` lays them out in one pass); replies and checkpoints do.
 */
export class ProtoWriter {
  private readonly parts: Buffer[] = [];

  /** A number field; 0 is written too, since most callers set one side of a oneof. */
  uint(field: number, value: number | bigint): this {
    this.tag(field, 0);
    this.parts.push(bigVarint(BigInt(value)));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, 2);
    this.number(value.length);
    this.parts.push(Buffer.from(value.buffer, value.byteOffset, value.length));
    return this;
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

  finish(): Buffer {
    return this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
  }

  private tag(field: number, wireType: number): void {
    this.number(field * 8 + wireType);
  }

  private number(value: number): void {
    const bytes = Buffer.allocUnsafe(varintSize(value));
    writeVarint(bytes, value, 0);
    this.parts.push(bytes);
  }
}

const NOTHING = Buffer.alloc(0);
