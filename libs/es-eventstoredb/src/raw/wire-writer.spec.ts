import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BinaryReader } from 'google-protobuf';
import { WireWriter } from './wire-writer';

const field = fc.integer({ min: 1, max: 2 ** 28 - 1 });

describe('a protobuf message', () => {
  it('holds numbers of 64 bits as the client’s own classes read them', () => {
    fc.assert(
      fc.property(field, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (number, value) => {
        const reader = new BinaryReader(new WireWriter(1).uint64(number, value).finish());
        reader.nextField();
        expect([reader.getFieldNumber(), reader.readUint64String()]).toEqual([number, String(value)]);
      }),
    );
  });

  it('holds numbers of 32 bits, bytes and text one after another', () => {
    const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(uint32, fc.uint8Array(), fc.string({ unit: 'grapheme' }), (number, bytes, text) => {
        const reader = new BinaryReader(
          new WireWriter(1).uint32(1, number).bytes(2, bytes).text(3, text).finish(),
        );
        const next = <T>(read: () => T): T => (reader.nextField(), read());
        expect(next(() => reader.readUint32())).toBe(number);
        expect(next(() => reader.readBytes())).toEqual(bytes);
        expect(next(() => reader.readString())).toBe(text);
        expect(reader.nextField()).toBe(false);
      }),
    );
  });

  // Each number of bytes at which the length before the outer or the inner message gets a digit more, and its neighbours.
  const bounds = [128, 16_384, 2_097_152].flatMap((bound) =>
    Array.from({ length: 20 }, (_, n) => bound + 4 - n),
  );
  it.each([0, 1, ...bounds])('holds another with %i bytes', (length) => {
    const inside = Buffer.alloc(length, 'x');
    const writer = new WireWriter(1);
    writer.message(7, () => writer.message(9, () => length > 0 && writer.bytes(1, inside)).message(2));
    const outer = new BinaryReader(writer.finish());
    outer.nextField();
    const seven = new BinaryReader(outer.readBytes());
    seven.nextField();
    const nine = new BinaryReader(seven.readBytes());
    const found = nine.nextField() ? Buffer.from(nine.readBytes()) : Buffer.alloc(0);
    expect(found.equals(inside)).toBe(true);
    expect([seven.nextField(), seven.getFieldNumber(), seven.readBytes().length]).toEqual([true, 2, 0]);
  });
});
