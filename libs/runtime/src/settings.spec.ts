import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsProblem } from './settings';

describe('settings', () => {
  it('have defaults that need no environment', () => {
    expect(readSettings({}, '/srv/mizan')).toEqual({
      port: 8080,
      dataDir: resolve('.mizan'),
      eventStore: 'embedded',
      embedded: true,
      demo: true,
      mechanismFile: '/srv/mizan/deploy/mechanisms/doha-istanbul-2025.json',
    });
  });

  it('take another store, which is not embedded unless the launcher says so', () => {
    const env = { MIZAN_EVENTSTORE: 'esdb://127.0.0.1:2113?tls=false' };
    expect(readSettings(env).embedded).toBe(false);
    expect(readSettings({ ...env, MIZAN_EMBEDDED: '1' }).embedded).toBe(true);
  });

  it.each([
    [{ MIZAN_PORT: 'eighty' }, /MIZAN_PORT is "eighty"/],
    [{ MIZAN_PORT: '70000' }, /from 0 to 65535/],
    [{ MIZAN_DEMO: 'yes' }, /MIZAN_DEMO is "yes": it must be 1 or 0/],
    [{ MIZAN_EVENTSTORE: 'localhost:2113' }, /such as esdb:/],
  ])('refuse %j in words', (env, words) => {
    expect(() => readSettings(env)).toThrow(SettingsProblem);
    expect(() => readSettings(env)).toThrow(words);
  });
});
