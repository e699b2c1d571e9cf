import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { v5 } from 'uuid';
import { contentText, derivedId, eventIdOf, jsonContent } from './index';

const command = '00000000-0000-4000-8000-000000000001';

describe('ids', () => {
  it('are what UUIDv5 says, for any name in any namespace', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (namespace, name) => {
        expect(derivedId(namespace, name)).toBe(v5(Buffer.from(name), namespace));
      }),
    );
  });

  it('of events are the same for the same content in the same place, and for nothing else', () => {
    const content = { data: { by: 1 }, metadata: { at: 'noon' } };
    const idOf = (said: typeof content, index = 0, by = command) =>
      eventIdOf(by, index, contentText(jsonContent(said)));
    const id = idOf(content);
    expect(idOf(structuredClone(content))).toBe(id);
    const others = [
      idOf(content, 1),
      idOf({ ...content, data: { by: 2 } }),
      idOf({ ...content, metadata: { at: 'one' } }),
      idOf(content, 0, '00000000-0000-4000-8000-000000000002'),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });
});
