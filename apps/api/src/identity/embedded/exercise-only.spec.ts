import { describe, expect, it } from '@jest/globals';
import { assertExerciseOnly } from './exercise-only';

describe('the embedded identity provider', () => {
  it('serves exercises on this machine', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) assertExerciseOnly(undefined, host);
    assertExerciseOnly('test', '127.0.0.1');
  });

  it('refuses to run in production', () => {
    expect(() => assertExerciseOnly('production', '127.0.0.1')).toThrow(/refuses NODE_ENV=production/);
  });

  it.each(['0.0.0.0', '::', '10.0.0.7', ''])('refuses to listen on %j', (host) => {
    expect(() => assertExerciseOnly(undefined, host)).toThrow(/listens on 127\.0\.0\.1 only/);
  });
});
