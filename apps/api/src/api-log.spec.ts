import { describe, expect, it } from '@jest/globals';
import { apiLog } from './api-log';

describe('the log of the api', () => {
  it('is quiet unless it is asked', () => {
    expect([apiLog({}).level, apiLog({ MIZAN_LOG_LEVEL: 'debug' }).level]).toEqual(['warn', 'debug']);
  });

  it('names a level that there is not', () => {
    expect(() => apiLog({ MIZAN_LOG_LEVEL: 'loud' })).toThrow(
      'MIZAN_LOG_LEVEL is "loud": it must be one of trace, debug, info, warn, error, fatal, silent.',
    );
  });
});
