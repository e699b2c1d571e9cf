import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { identityKeys } from './identity-keys';

const folder = mkdtempSync(join(tmpdir(), 'mizan-keys-'));
const file = join(folder, 'data', 'identity-keys.json');

describe('the keys of the identity provider', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once, for this user alone', async () => {
    const made = await identityKeys(file);
    expect(made.signing).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(await identityKeys(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['identity-keys.json']);
  });

  it.each(['', '{}', '[]', 'null', '{"signing":{"d":"x","alg":"none"},"cookies":"y"}'])(
    'are not taken from a file that holds %j',
    async (text) => {
      const other = join(folder, 'other.json');
      writeFileSync(other, text);
      await expect(identityKeys(other)).rejects.toThrow(`${other} holds no keys of the identity provider.`);
    },
  );
});
