import { describe, expect, it } from '@jest/globals';
import { correlationOf, spanIdOf, TraceIds, traceIdOf } from './trace-ids';

describe('ids of traces', () => {
  it('are worked out from what an envelope holds', () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    expect(correlationOf(trace)).toBe('0af76519-16cd-43dd-8448-eb211c80319c');
    expect(traceIdOf(correlationOf(trace).toUpperCase())).toBe(trace);
    expect(spanIdOf('a')).toMatch(/^[0-9a-f]{16}$/);
    expect(spanIdOf('a')).not.toBe(spanIdOf('b'));
  });

  it('are none where the correlation id is no trace id', () => {
    expect([traceIdOf('demo'), traceIdOf('0'.repeat(32)), traceIdOf('')]).toStrictEqual([null, null, null]);
  });

  it('are random but for the one span that is told', () => {
    const ids = new TraceIds();
    const told = ids.as({ spanId: 'b7ad6b7169203331' }, () => ids.generateSpanId());
    expect(told).toBe('b7ad6b7169203331');
    expect(() =>
      ids.as({ spanId: told }, () => {
        throw new Error('not started');
      }),
    ).toThrow('not started');
    expect(ids.generateSpanId()).not.toBe(told);
    expect(ids.generateTraceId()).toMatch(/^[0-9a-f]{32}$/);
  });
});
