import { describe, expect, it } from '@jest/globals';
import {
  EventCodec,
  UndecodableEvent,
  UnencodableEvent,
  type EventDefinition,
  type RecordedEvent,
} from './index';

const has = (key: string) => ({
  check: (data: unknown) => (Object.hasOwn(data as object, key) ? [] : [`data.${key} is missing`]),
});
const renamed: EventDefinition = {
  type: 'Named',
  shapes: [
    { ...has('n'), upcast: (data) => ({ name: (data as { n: string }).n }) },
    { ...has('name'), upcast: (data) => ({ title: (data as { name: string }).name }) },
    has('title'),
  ],
};
const codec = new EventCodec([renamed]);
const envelope = {
  recordedAt: '2026-01-01T00:00:00.000Z',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
};

function stored(version: number, data: unknown, type = 'Named'): RecordedEvent {
  const metadata = { ...envelope, version };
  return {
    id: 'e1',
    type,
    contentType: 'application/json',
    data,
    metadata,
    stream: 's',
    revision: 4n,
    position: 9n,
  };
}

describe('codec', () => {
  it.each([
    [1, { n: 'a' }],
    [2, { name: 'a' }],
    [3, { title: 'a' }],
  ])('reads version %i as the newest shape', (version, data) => {
    const { contentType, ...event } = stored(version, { title: 'a' });
    expect(codec.decode(stored(version, data))).toEqual(event);
    expect(contentType).toBe('application/json');
  });

  it('checks an old shape before it upcasts', () => {
    expect(() => codec.decode(stored(1, { title: 'a' }))).toThrow(UndecodableEvent);
    expect(() => codec.decode(stored(1, { title: 'a' }))).toThrow(/data.n is missing/);
  });

  it('does not guess at versions of the future', () => {
    expect(() => codec.decode(stored(4, { title: 'a' }))).toThrow(/version 4 is unknown here/);
  });

  it('leaves foreign types alone and refuses a known type without an envelope', () => {
    expect(codec.decode(stored(1, {}, 'Foreign'))).toBeNull();
    expect(() => codec.decode({ ...stored(3, { title: 'a' }), metadata: undefined })).toThrow(
      /not an envelope/,
    );
  });

  it('writes the newest version with what the fact asserts, and the envelope wins', () => {
    const fact = { type: 'Named', data: { title: 'a' }, metadata: { grade: 'B2', recordedAt: 'forged' } };
    expect(codec.encode(fact, 'e1', envelope)).toEqual({
      id: 'e1',
      type: 'Named',
      contentType: 'application/json',
      data: { title: 'a' },
      metadata: { ...envelope, grade: 'B2', version: 3 },
    });
  });

  it('stores nothing that it could not read again', () => {
    expect(() => codec.encode({ type: 'Named', data: {} }, 'e1', envelope)).toThrow(UnencodableEvent);
    expect(() => codec.encode({ type: 'Nameless', data: {} }, 'e1', envelope)).toThrow(
      /unknown type Nameless/,
    );
  });

  it('takes one definition for each wire type', () => {
    expect(() => new EventCodec([renamed, renamed])).toThrow(/share a wire type/);
  });
});
