import { describe, expect, it } from '@jest/globals';
import { type Committed, LogTail } from './log-tail';

function event(position: number, stream = 's', size = 10): Committed {
  return { position, revision: position, stream, frame: Buffer.alloc(size) };
}

describe('LogTail', () => {
  it('gives what follows a position', () => {
    const tail = new LogTail();
    tail.publish([event(5), event(6), event(8)]);
    expect(tail.after(5)?.map((one) => one.position)).toEqual([6, 8]);
    expect(tail.after(8)).toEqual([]);
    expect(tail.after(4)?.map((one) => one.position)).toEqual([5, 6, 8]);
  });

  it('says when it no longer holds what follows a position', () => {
    const tail = new LogTail();
    expect(tail.after(0)).toBeUndefined();
    tail.publish([event(5)]);
    expect(tail.after(3)).toBeUndefined();
  });

  it('keeps a bounded number of bytes', () => {
    const tail = new LogTail();
    for (let position = 1; position <= 100; position++) tail.publish([event(position, 's', 1024 * 1024)]);
    expect(tail.after(90)).toBeUndefined();
    expect(tail.after(99)?.map((one) => one.position)).toEqual([100]);
  });

  it('wakes those who follow the stream, and those who follow everything, until they stop', () => {
    const tail = new LogTail();
    const woken: string[] = [];
    const stops = [tail.follow(undefined, () => woken.push('all')), tail.follow('a', () => woken.push('a'))];
    tail.publish([event(1, 'a'), event(2, 'a')]);
    tail.publish([event(3, 'b')]);
    tail.publish([]);
    stops.forEach((stop) => stop());
    tail.publish([event(4, 'a')]);
    expect(woken).toEqual(['all', 'a', 'all']);
  });
});
