import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { aSignIn } from '../testing/a-sign-in';
import { keptSignIns } from '../sign-in/kept-sign-ins';
import { speakerOf } from './speaker';

const url = 'http://127.0.0.1:8080';
const folder = mkdtempSync(join(tmpdir(), 'mizan-speaker-'));
afterAll(() => rmSync(folder, { recursive: true }));

const speaking = (as: string | undefined, env: NodeJS.ProcessEnv, otherwise?: string) =>
  speakerOf({ as, url, env: { XDG_CONFIG_HOME: folder, ...env } }, otherwise);

const client = { MIZAN_CLIENT_ID: 'bot', MIZAN_CLIENT_SECRET: 's' };

describe('whoever speaks', () => {
  it('is named by the flag, else by a token, else by a client, else by nobody', () => {
    const all = { ...client, MIZAN_TOKEN: 't' };
    expect(speaking('auditor', all, 'operator')).toBe('auditor');
    expect(speaking(undefined, all, 'operator')).toStrictEqual({ token: 't' });
    expect(speaking('', client, 'operator')).toStrictEqual({
      clientId: 'bot',
      clientSecret: 's',
      scope: null,
    });
    expect(speaking(undefined, {}, 'operator')).toBe('operator');
    expect(() => speaking(undefined, {})).toThrow('This needs somebody who is speaking.');
  });

  it('may keep secrets in files', () => {
    const file = join(folder, 'secret');
    writeFileSync(file, 'from a file\n');
    const env = {
      MIZAN_CLIENT_ID: 'bot',
      MIZAN_CLIENT_SECRET_FILE: file,
      MIZAN_CLIENT_SCOPE: 'api/.default',
    };
    expect(speaking(undefined, env)).toStrictEqual({
      clientId: 'bot',
      clientSecret: 'from a file',
      scope: 'api/.default',
    });
    rmSync(file);
    expect(() => speaking(undefined, env)).toThrow('cannot be read (ENOENT)');
  });

  it('is whoever signed in at this server, where nobody else is named', () => {
    const kept = keptSignIns({ XDG_CONFIG_HOME: folder });
    kept.keep(url, aSignIn);
    expect(speaking(undefined, {}, 'operator')).toStrictEqual({ kept });
    expect(speaking(undefined, client)).toMatchObject({ clientId: 'bot' });
    const elsewhere = { as: undefined, url: 'http://127.0.0.1:8081', env: { XDG_CONFIG_HOME: folder } };
    expect(() => speakerOf(elsewhere)).toThrow('This needs somebody who is speaking.');
    kept.forget(url);
  });

  it('needs the whole of a client', () => {
    expect(() => speaking(undefined, { MIZAN_CLIENT_ID: 'bot' })).toThrow('its secret is missing');
  });
});
