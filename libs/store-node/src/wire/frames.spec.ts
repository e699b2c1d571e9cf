import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CompressedMessage, frame, FrameParser, MAX_MESSAGE, MessageTooLarge } from './frames';
import { WireError } from './reader';

function parse(chunks: readonly Buffer[]): Buffer[] {
  const messages: Buffer[] = [];
  const parser = new FrameParser((message) => messages.push(Buffer.from(message)));
  for (const chunk of chunks) parser.push(chunk);
  parser.end();
  return messages;
}

describe('FrameParser', () => {
  it('gives the same messages however the bytes are split', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, sizes) => {
        const bytes = Buffer.concat(sent.map(frame));
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(parse(chunks)).toEqual(sent.map((message) => Buffer.from(message)));
      }),
    );
  });

  it('refuses a message over the limit from its header alone', () => {
    const header = Buffer.alloc(5);
    header.writeUInt32BE(MAX_MESSAGE + 1, 1);
    expect(() => parse([header])).toThrow(MessageTooLarge);
  });

  it('refuses a compressed message', () => {
    expect(() => parse([Buffer.from([1, 0, 0, 0, 0])])).toThrow(CompressedMessage);
  });

  it('refuses half a message at the end', () => {
    expect(() => parse([frame(Buffer.from('whole')).subarray(0, 7)])).toThrow(WireError);
  });
});
