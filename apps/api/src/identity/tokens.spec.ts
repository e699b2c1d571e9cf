import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { loadMechanismFile, readSettings } from '@mizan/runtime';
import { Problem } from '../http/problem';
import { identityKeys } from './identity-keys';
import { keySetOf, signToken, verifyToken, type TokenParts } from './tokens';

const folder = mkdtempSync(join(tmpdir(), 'mizan-tokens-'));
const mechanism = loadMechanismFile(readSettings({}).mechanismFile);
const issuer = 'http://127.0.0.1:8080/oidc';

async function partsFrom(file: string): Promise<TokenParts> {
  const keys = await identityKeys(join(folder, file));
  return { issuer, keys, keySet: keySetOf(keys), mechanism };
}

describe('a token', () => {
  let parts: TokenParts;
  beforeAll(async () => {
    parts = await partsFrom('own.json');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const codeOf = (token: string) =>
    verifyToken(token, parts).then(
      () => 'accepted',
      (error: unknown) => (error instanceof Problem ? `${error.status} ${error.code}` : 'other'),
    );

  async function forged(
    claims: object,
    change: (jwt: SignJWT) => SignJWT = (jwt) => jwt,
    typ = 'at+jwt',
  ): Promise<string> {
    const jwt = new SignJWT({ role: 'sharer', name: 'N', party: 'PK', ...claims })
      .setProtectedHeader({ alg: 'ES256', typ })
      .setIssuer(issuer)
      .setAudience('urn:mizan:ledger')
      .setSubject('pk.sharer')
      .setExpirationTime('1h');
    return change(jwt).sign(await importJWK(parts.keys.signing, 'ES256'));
  }

  it('speaks for its persona', async () => {
    const token = await signToken('tr.cochair', parts);
    expect(await verifyToken(token, parts)).toEqual({
      id: 'tr.cochair',
      party: 'TR',
      role: 'co-chair',
      name: 'Co-chair, Türkiye',
    });
  });

  it('of keys that are read again is as good', async () => {
    const token = await signToken('registrar', parts);
    expect(await verifyToken(token, await partsFrom('own.json'))).toMatchObject({
      id: 'registrar',
      party: null,
    });
  });

  it('is refused with the reason', async () => {
    expect(await codeOf(await forged({}))).toBe('accepted');
    expect(await codeOf(await signToken('registrar', await partsFrom('other.json')))).toBe(
      '401 TOKEN_INVALID',
    );
    expect(await codeOf(await forged({}, (jwt) => jwt.setExpirationTime('-1s')))).toBe('401 TOKEN_EXPIRED');
    expect(await codeOf(await forged({}, (jwt) => jwt.setAudience('urn:other')))).toBe('401 TOKEN_INVALID');
    expect(await codeOf(await forged({}, (jwt) => jwt.setIssuer('http://evil.example')))).toBe(
      '401 TOKEN_INVALID',
    );
    expect(await codeOf(await forged({}, (jwt) => jwt, 'JWT'))).toBe('401 TOKEN_INVALID');
    expect(await codeOf(await forged({ role: 'system' }))).toBe('401 TOKEN_INVALID');
    expect(await codeOf(await forged({ role: 'king' }))).toBe('401 TOKEN_INVALID');
    expect(await codeOf('abc')).toBe('401 TOKEN_INVALID');
    const unsigned = new UnsecuredJWT({ role: 'auditor', name: 'N' })
      .setIssuer(issuer)
      .setAudience('urn:mizan:ledger')
      .setSubject('auditor')
      .encode();
    expect(await codeOf(unsigned)).toBe('401 TOKEN_INVALID');
  });
});
