import { describe, expect, it } from '@jest/globals';
import { EXIT, exitCodeOf } from './exit-code';

describe('exit codes of what the server answers', () => {
  it.each([
    [400, 'VALIDATION_FAILED', EXIT.usage],
    [401, 'TOKEN_EXPIRED', EXIT.identity],
    [403, 'NOT_YOUR_SIDE', EXIT.refused],
    [404, 'CASE_UNKNOWN', EXIT.refused],
    [409, 'CASE_CLOSED', EXIT.conflict],
    [412, 'REVISION_STALE', EXIT.conflict],
    [413, 'BODY_TOO_LARGE', EXIT.usage],
    [422, 'DEADLINE_IN_PAST', EXIT.refused],
    [422, 'IDEMPOTENCY_KEY_REUSED', EXIT.conflict],
    [500, 'INTERNAL_FAULT', EXIT.fault],
    [504, 'READ_MODEL_BEHIND', EXIT.fault],
  ])('%i %s is %i', (status, code, expected) => {
    expect(exitCodeOf(status, code)).toBe(expected);
  });
});
