import { describe, expect, it } from '@jest/globals';
import { grpcTimeout } from './grpc-timeout';

describe('grpcTimeout', () => {
  it.each([
    ['1H', 3_600_000],
    ['2M', 120_000],
    ['10S', 10_000],
    ['250m', 250],
    ['99999999H', 2 ** 31 - 1],
  ])('reads %s', (header, milliseconds) => {
    expect(grpcTimeout(header)).toBe(milliseconds);
  });

  it.each([undefined, '', '5', 'S', '1x', '123456789S'])('takes %s for none', (header) => {
    expect(grpcTimeout(header)).toBeUndefined();
  });
});
