import { describe, expect, it } from '@jest/globals';
import { EventCodec } from '@mizan/es';
import { eventDefinitions } from '../index';
import { drafted } from '../testing/samples';
import { shareEvents } from '../shares/share.events';
import { duration, instant, list, nullable, number, object, oneOf, text, truth, whole } from './shape';

describe('shapes', () => {
  it.each([
    [text, ''],
    [truth, false],
    [number, -0.5],
    [whole, 3],
    [instant, '2028-02-29T23:59:59.999Z'],
    [duration, 'P7D'],
    [oneOf('a', 'b'), 'b'],
    [nullable(text), null],
    [nullable(text), 'a'],
    [list(whole), []],
    [list(whole), [1, 2]],
    [object({ a: text }), { a: '' }],
  ])('%# fits', (shape, value) => {
    expect(shape.check(value)).toEqual([]);
  });

  it.each([
    [text, 1, ['data: text expected']],
    [truth, 'true', ['data: true or false expected']],
    [number, Number.NaN, ['data: a number expected']],
    [number, '1', ['data: a number expected']],
    [whole, 0.5, ['data: a whole number expected']],
    [instant, '2026-02-29T00:00:00.000Z', ['data: an instant such as 2026-11-01T09:30:00.000Z expected']],
    [instant, '2026-11-01T09:30:00Z', ['data: an instant such as 2026-11-01T09:30:00.000Z expected']],
    [instant, 0, ['data: an instant such as 2026-11-01T09:30:00.000Z expected']],
    [duration, 'P1M', ['data: a duration such as P7D expected']],
    [duration, 7, ['data: a duration such as P7D expected']],
    [oneOf('a', 'b'), 'c', ['data: one of a, b expected']],
    [nullable(text), undefined, ['data: text expected']],
    [list(whole), {}, ['data: a list expected']],
    [list(whole), [1, 'a', null], ['data[1]: a whole number expected', 'data[2]: a whole number expected']],
    [object({ a: text }), [], ['data: an object expected']],
    [object({ a: text }), null, ['data: an object expected']],
    [object({ a: text }), {}, ['data.a: text expected']],
    [object({ a: text }), { a: '', b: 1 }, ['data.b: no such field']],
    [object({ a: object({ b: list(text) }) }), { a: { b: [1] } }, ['data.a.b[0]: text expected']],
  ])('%# does not: %j %j', (shape, value, problems) => {
    expect(shape.check(value)).toEqual(problems);
  });

  it('give every event type of the ledger one definition', () => {
    expect(() => new EventCodec(eventDefinitions)).not.toThrow();
    expect(eventDefinitions).toHaveLength(27);
    expect(shareEvents.IntelligenceDrafted.check(drafted().data)).toEqual([]);
  });
});
