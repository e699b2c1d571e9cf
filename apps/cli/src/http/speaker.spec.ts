import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { speakerOf } from './speaker';

const client = { MIZAN_CLIENT_ID: 'bot', MIZAN_CLIENT_SECRET: 's' };

describe('whoever speaks', () => {
  it('is named by the flag, else by a token, else by a client, else by nobody', () => {
    const all = { ...client, MIZAN_TOKEN: 't' };
    expect(speakerOf('auditor', all, 'operator')).toBe('auditor');
    expect(speakerOf(undefined, all, 'operator')).toStrictEqual({ token: 't' });
    expect(speakerOf('', client, 'operator')).toStrictEqual({
      clientId: 'bot',
      clientSecret: 's',
      scope: null,
    });
    expect(speakerOf(undefined, {}, 'operator')).toBe('operator');
    expect(() => speakerOf(undefined, {})).toThrow('This needs somebody who is speaking.');
  });

  it('may keep secrets in files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mizan-speaker-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'from a file\n');
    const env = {
      MIZAN_CLIENT_ID: 'bot',
      MIZAN_CLIENT_SECRET_FILE: file,
      MIZAN_CLIENT_SCOPE: 'api/.default',
    };
    expect(speakerOf(undefined, env)).toStrictEqual({
      clientId: 'bot',
      clientSecret: 'from a file',
      scope: 'api/.default',
    });
    rmSync(folder, { recursive: true });
    expect(() => speakerOf(undefined, env)).toThrow('cannot be read (ENOENT)');
  });

  it('needs the whole of a client', () => {
    expect(() => speakerOf(undefined, { MIZAN_CLIENT_ID: 'bot' })).toThrow('its secret is missing');
  });
});
