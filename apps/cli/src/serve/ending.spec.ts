import { describe, expect, it } from '@jest/globals';
import { endingInWords } from './ending';

describe('the end of a child in words', () => {
  it('names the signal', () => {
    expect(endingInWords('worker', { code: null, signal: 'SIGKILL', lastWords: ['x'] })).toBe(
      'The worker was ended by SIGKILL.',
    );
  });

  it('gives the last thing it said, also out of a log line', () => {
    const logged = JSON.stringify({ level: 50, msg: 'The disk is full.' });
    expect(endingInWords('api', { code: 1, signal: null, lastWords: ['first', logged, ' '] })).toBe(
      'The api ended with code 1: The disk is full.',
    );
    expect(endingInWords('store', { code: 2, signal: null, lastWords: [] })).toBe(
      'The event store ended with code 2.',
    );
  });
});
