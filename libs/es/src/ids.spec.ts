import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { v5 } from 'uuid';
import { derivedId, eventIdOf } from './index';

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
    const id = eventIdOf(command, 0, content);
    expect(eventIdOf(command, 0, structuredClone(content))).toBe(id);
    const others = [
      eventIdOf(command, 1, content),
      eventIdOf(command, 0, { ...content, data: { by: 2 } }),
      eventIdOf(command, 0, { ...content, metadata: { at: 'one' } }),
      eventIdOf('00000000-0000-4000-8000-000000000002', 0, content),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });
});
