import { describe, expect, it } from '@jest/globals';
import { encodeEventFrame } from '../wire/recorded-event';
import { compileFilter } from './filter';

function passes(on: 'stream' | 'type', expression: { regex?: string; prefixes?: string[] }): string[] {
  const matches = compileFilter({ on, regex: '', prefixes: [], window: 32, multiplier: 1, ...expression });
  const events = [
    ['share-1', 'CoordinatesShared'],
    ['strike-1', 'StrikeAlleged'],
    ['محضر-1', 'تسجيل'],
    ['$settings', '$metadata'],
  ] as const;
  return events
    .filter(([stream, type]) =>
      matches(
        encodeEventFrame({
          id: '00000000-0000-4000-8000-000000000001',
          stream: Buffer.from(stream),
          type,
          revision: 0,
          position: 1,
          contentType: 'application/json',
          created: '17000000000000000',
          metadata: Buffer.alloc(0),
          data: Buffer.alloc(0),
        }),
      ),
    )
    .map(([stream]) => stream);
}

describe('compileFilter', () => {
  it('selects by prefixes of streams and types', () => {
    expect(passes('stream', { prefixes: ['share-', 'محضر'] })).toEqual(['share-1', 'محضر-1']);
    expect(passes('type', { prefixes: ['Strike', 'ت'] })).toEqual(['strike-1', 'محضر-1']);
    expect(passes('stream', { prefixes: [] })).toEqual([]);
  });

  it('selects by regular expressions', () => {
    expect(passes('stream', { regex: '^[^$]' })).toEqual(['share-1', 'strike-1', 'محضر-1']);
    expect(passes('type', { regex: 'ged$|^\\p{Script=Arabic}+$' })).toEqual(['strike-1', 'محضر-1']);
    expect(passes('stream', { regex: '^share\\-' })).toEqual(['share-1']);
  });

  it('refuses a malformed expression and a filter without subject or window', () => {
    const request = { on: 'type' as const, regex: '(', prefixes: [], window: 32, multiplier: 1 };
    expect(() => compileFilter(request)).toThrow('malformed');
    expect(() => compileFilter({ ...request, on: undefined })).toThrow('neither streams nor event types');
    expect(() => compileFilter({ ...request, window: undefined })).toThrow('no window');
  });
});
