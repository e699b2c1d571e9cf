import { describe, expect, it } from '@jest/globals';
import { serveEnvironment, ServeUsage } from './serve-arguments';

describe('arguments of mizan serve', () => {
  it('lie over the environment', () => {
    const env = { MIZAN_PORT: '1', MIZAN_DATA_DIR: 'a', HOME: '/home' };
    expect(serveEnvironment(['--port', '2', '--no-demo'], env)).toEqual({
      MIZAN_PORT: '2',
      MIZAN_DATA_DIR: 'a',
      MIZAN_DEMO: '0',
      HOME: '/home',
    });
    expect(serveEnvironment([], env)).toEqual(env);
  });

  it('ask for help, or are refused with what is possible', () => {
    expect(serveEnvironment(['--help'], {})).toBeNull();
    expect(() => serveEnvironment(['--prot', '2'], {})).toThrow(ServeUsage);
    expect(() => serveEnvironment(['--prot', '2'], {})).toThrow(/--data-dir FOLDER/);
  });
});
