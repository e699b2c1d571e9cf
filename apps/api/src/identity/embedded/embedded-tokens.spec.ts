import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { loadMechanismFile, readSettings } from '@mizan/runtime';
import { Problem } from '../../http/problem';
import { PublicOrigin } from '../public-origin';
import { EmbeddedTokens } from './embedded-tokens';
import { identityKeys, type IdentityKeys } from './identity-keys';

const folder = mkdtempSync(join(tmpdir(), 'mizan-tokens-'));
const mechanism = loadMechanismFile(readSettings({}).mechanismFile);
const address = 'http://127.0.0.1:8080';

async function tokensFrom(file: string, started = true): Promise<[EmbeddedTokens, IdentityKeys]> {
  const keys = await identityKeys(join(folder, file));
  const origin = new PublicOrigin(null);
  if (started) origin.listensAt(address);
  return [new EmbeddedTokens(keys, mechanism, origin), keys];
}

describe('a token', () => {
  let tokens: EmbeddedTokens;
  let keys: IdentityKeys;
  beforeAll(async () => {
    [tokens, keys] = await tokensFrom('own.json');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const usual = {
    iss: `${address}/oidc`,
    aud: 'urn:mizan:ledger',
    sub: 'tr.cochair',
    role: 'co-chair',
    party: 'TR',
    name: 'Co-chair, Türkiye',
  };
  const now = () => Math.floor(Date.now() / 1000);
  const within = (seconds: number) => ({ iat: now(), exp: now() + seconds });

  async function signed(
    claims: Record<string, unknown> = {},
    header: { typ?: string; alg?: string; key?: 'hmac' } = {},
  ) {
    const { typ = 'at+jwt', alg = 'ES256', key } = header;
    const secret = key ? Buffer.alloc(32) : await importJWK(keys.signing, 'ES256');
    return new SignJWT({ ...usual, ...within(60), ...claims })
      .setProtectedHeader({ alg, typ, kid: keys.signing.kid ?? '' })
      .sign(secret);
  }

  const codeOf = (token: string, by = tokens) =>
    by.verify(token).then(
      ({ id }) => id,
      (error: unknown) => (error instanceof Problem ? `${error.status} ${error.code}` : 'other'),
    );

  it('speaks for its persona, also with keys that are read again', async () => {
    const token = await signed();
    const identity = { id: 'tr.cochair', party: 'TR', role: 'co-chair', name: 'Co-chair, Türkiye' };
    expect(await tokens.verify(token)).toEqual(identity);
    const [again] = await tokensFrom('own.json');
    expect(await again.verify(token)).toEqual(identity);
  });

  it('cannot be checked before the port is known', async () => {
    const [early] = await tokensFrom('own.json', false);
    expect(await codeOf(await signed(), early)).toBe('503 STARTING');
  });

  it('is refused with the reason', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const foreign = new SignJWT({ ...usual, ...within(60) })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys.signing.kid ?? '' })
      .sign(privateKey);
    const cases: [string | Promise<string>, string][] = [
      [signed(), 'tr.cochair'],
      [signed({ exp: now() - 10, iat: now() - 60 }), '401 TOKEN_EXPIRED'],
      [foreign, '401 TOKEN_FOREIGN'],
      [signed({ iss: 'http://evil.example' }), '401 TOKEN_FOREIGN'],
      [new UnsecuredJWT({ ...usual, ...within(60) }).encode(), '401 TOKEN_UNSIGNED'],
      [signed({ aud: 'urn:other' }), '401 TOKEN_AUDIENCE'],
      [signed({ aud: undefined }), '401 TOKEN_AUDIENCE'],
      [signed({ exp: undefined }), '401 TOKEN_INVALID'],
      [signed({ nbf: now() + 60 }), '401 TOKEN_INVALID'],
      [signed(within(25 * 60 * 60)), '401 TOKEN_INVALID'],
      [signed({}, { typ: 'JWT' }), '401 TOKEN_INVALID'],
      [signed({}, { typ: 'logout+jwt' }), '401 TOKEN_INVALID'],
      [signed({}, { alg: 'HS256', key: 'hmac' }), '401 TOKEN_INVALID'],
      [signed({ role: 'system' }), '403 IDENTITY_UNMAPPED'],
      [signed({ role: 'king' }), '403 IDENTITY_UNMAPPED'],
      ['abc', '401 TOKEN_INVALID'],
      ['a.b.c', '401 TOKEN_INVALID'],
    ];
    const codes = await Promise.all(cases.map(async ([token]) => codeOf(await token)));
    expect(codes).toEqual(cases.map(([, code]) => code));
  });
});
