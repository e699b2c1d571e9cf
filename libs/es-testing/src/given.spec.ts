import { describe, expect, it } from '@jest/globals';
import type { Decider } from '@mizan/es';
import { given } from './given';

type Opened = { readonly type: 'Opened'; readonly data: { readonly at: string; readonly by?: string } };
type Open = { readonly at: string };

const door: Decider<Open, Opened, number> = {
  initialState: 0,
  decide: ({ at }, opened) =>
    opened > 1
      ? { refused: 'WORN_OUT', detail: 'The hinge broke.', remedy: 'Mend it.' }
      : [{ type: 'Opened', data: { at } }],
  evolve: (opened) => opened + 1,
};
const opened = (at: string): Opened => ({ type: 'Opened', data: { at } });

describe('given/when/then', () => {
  it('passes on equal facts and on the named refusal', () => {
    given(door, opened('1')).when({ at: '2' }).then(opened('2'));
    given(door, opened('1'), opened('2')).when({ at: '3' }).thenRefused('WORN_OUT');
  });

  it.each([
    ['another date', () => given(door).when({ at: '2' }).then(opened('3'))],
    ['a missing fact', () => given(door).when({ at: '2' }).thenNothing()],
    ['one fact too many', () => given(door).when({ at: '2' }).then(opened('2'), opened('2'))],
    [
      'an extra field',
      () =>
        given(door)
          .when({ at: '2' })
          .then({ type: 'Opened', data: { at: '2', by: 'wind' } }),
    ],
    ['another refusal', () => given(door, opened('1'), opened('2')).when({ at: '3' }).thenRefused('LOCKED')],
    ['facts instead of a refusal', () => given(door).when({ at: '3' }).thenRefused('WORN_OUT')],
  ])('fails on %s', (_, assertion) => {
    expect(assertion).toThrow(/Expected/);
  });
});
