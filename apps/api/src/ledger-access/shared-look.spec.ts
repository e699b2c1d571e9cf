import { describe, expect, it } from '@jest/globals';
import { SharedLook } from './shared-look';

describe('a shared look', () => {
  it('is one for all who ask at once, and begins after they asked', async () => {
    let looks = 0;
    let value = 'old';
    const look = new SharedLook(() => Promise.resolve(`${value} ${String(++looks)}`));
    const asked = [look.ask(), look.ask()];
    value = 'new';
    expect(await Promise.all(asked)).toEqual(['new 1', 'new 1']);
    expect(await look.ask()).toBe('new 2');
  });

  it('fails for all who share it, and the next one is a look of its own', async () => {
    let looks = 0;
    const look = new SharedLook(() =>
      ++looks === 1 ? Promise.reject(new Error('away')) : Promise.resolve('there'),
    );
    const asked = await Promise.allSettled([look.ask(), look.ask()]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await look.ask()).toBe('there');
  });
});
