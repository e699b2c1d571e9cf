import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { inFlight } from './in-flight';

async function* numbers(count: number) {
  for (let n = 0; n < count; n++) yield await Promise.resolve(n);
}

describe('inFlight', () => {
  it('does everything, never more at once than allowed', async () => {
    let now = 0;
    let most = 0;
    const done: number[] = [];
    await inFlight(numbers(50), 4, async (n) => {
      most = Math.max(most, ++now);
      await pause(n % 3);
      now--;
      done.push(n);
    });
    expect(most).toBe(4);
    expect(done.sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
  });

  it('ends with the first failure, once what was under way has ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (n: number) => {
      begun.push(n);
      await pause(5);
      if (n === 3) throw new Error('three');
      ended.push(n);
    };
    await expect(inFlight(numbers(1000), 2, work)).rejects.toThrow('three');
    expect(begun.length).toBeLessThan(10);
    expect(ended).toEqual(begun.filter((n) => n !== 3));
  });
});
