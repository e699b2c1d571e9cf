import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createApi } from '../../apps/api/src/create-api';
import { dataFiles } from '@mizan/runtime';
import { callerAs } from '../support/api-client';
import { startLedger, type Ledger } from '../support/ledger-fixture';

interface Discovery {
  readonly issuer: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly grant_types_supported: readonly string[];
}

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('the embedded identity provider', () => {
  let ledger: Ledger;
  let found: Discovery;

  beforeAll(async () => {
    ledger = await startLedger();
    found = (await (await fetch(`${ledger.url}/oidc/.well-known/openid-configuration`)).json()) as Discovery;
  });
  afterAll(() => ledger.stop());

  const ask = (fields: Record<string, string>) =>
    fetch(found.token_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_secret: 'exercise-only',
        ...fields,
      }),
    });

  it('is discovered', async () => {
    const nobody = await callerAs(ledger, null);
    expect((await nobody('GET', '/v1/sign-in')).body).toEqual({
      issuer: `${ledger.url}/oidc`,
      audience: 'urn:mizan:ledger',
      cliClientId: null,
      embedded: true,
    });
    expect(found).toMatchObject({
      issuer: `${ledger.url}/oidc`,
      token_endpoint: `${ledger.url}/oidc/token`,
      grant_types_supported: expect.arrayContaining(['client_credentials']),
    });
  });

  it('gives tokens that anybody can verify with its published keys', async () => {
    const answer = await ask({ client_id: 'tr.cochair' });
    const { access_token, token_type } = (await answer.json()) as Record<string, string>;
    expect(token_type).toBe('Bearer');
    const { payload } = await jwtVerify(access_token ?? '', createRemoteJWKSet(new URL(found.jwks_uri)), {
      issuer: found.issuer,
      audience: 'urn:mizan:ledger',
      typ: 'at+jwt',
    });
    expect(payload).toMatchObject({
      sub: 'tr.cochair',
      party: 'TR',
      role: 'co-chair',
      name: 'Co-chair, Türkiye',
    });
  });

  it('publishes no private key', async () => {
    const text = await (await fetch(found.jwks_uri)).text();
    const { signing } = JSON.parse(readFileSync(dataFiles(ledger.settings.dataDir).identityKeys, 'utf8')) as {
      signing: { d: string; x: string };
    };
    expect([text.includes(signing.x), text.includes(signing.d)]).toEqual([true, false]);
    expect(statSync(dataFiles(ledger.settings.dataDir).identityKeys).mode & 0o777).toBe(0o600);
  });

  it.each([
    [{ client_id: 'nobody' }, 401, 'invalid_client'],
    [{ client_id: 'registrar', client_secret: 'guess' }, 401, 'invalid_client'],
    [{ client_id: 'registrar', resource: 'urn:other' }, 400, 'invalid_target'],
    [{ client_id: 'registrar', grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %j', async (fields, status, error) => {
    const answer = await ask(fields);
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([status, error]);
  });

  it('tells everybody who they are', async () => {
    const call = await callerAs(ledger, 'jvt.verifier');
    expect((await call('GET', '/v1/whoami')).body).toEqual({
      id: 'jvt.verifier',
      party: null,
      role: 'verifier',
      name: 'Joint verification team',
    });
  });

  it('asks whoever brings nothing, or nothing usable', async () => {
    const nobody = await callerAs(ledger, null);
    const codes = await Promise.all(
      [undefined, 'Bearer x.y.z', 'Basic cmVnaXN0cmFyOng=', 'Bearer'].map(async (authorization) => {
        const headers = authorization === undefined ? {} : { authorization };
        const answer = await nobody('GET', '/v1/whoami', { headers });
        return `${answer.status} ${String(answer.body['code'])} ${answer.headers.get('www-authenticate')}`;
      }),
    );
    expect(codes).toEqual([
      '401 NOT_SIGNED_IN Bearer realm="mizan"',
      '401 TOKEN_INVALID Bearer realm="mizan", error="invalid_token"',
      '401 TOKEN_INVALID Bearer realm="mizan", error="invalid_token"',
      '401 TOKEN_INVALID Bearer realm="mizan", error="invalid_token"',
    ]);
  });

  it('answers health checks to everybody', async () => {
    const nobody = await callerAs(ledger, null);
    expect((await nobody('GET', '/health/live')).body).toEqual({ status: 'live' });
    expect((await nobody('GET', '/health/ready')).body['status']).toBe('ready');
  });

  it('signs tokens that outlive a restart on the same port', async () => {
    const first = await createApi(ledger.settings);
    const restarted = { ...ledger.settings, port: first.port };
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'auditor',
      client_secret: 'exercise-only',
    });
    const { access_token } = (await (
      await fetch(`${first.url}/oidc/token`, { method: 'POST', body })
    ).json()) as Record<string, string>;
    await first.close();
    const second = await createApi(restarted);
    const headers = { authorization: `Bearer ${access_token}` };
    const answer = await fetch(`${second.url}/v1/whoami`, { headers });
    await second.close();
    expect(answer.status).toBe(200);
  });

  it('does not start in production, nor where others could reach it', async () => {
    await expect(createApi(ledger.settings, { nodeEnv: 'production' })).rejects.toThrow(
      /refuses NODE_ENV=production/,
    );
    await expect(createApi(ledger.settings, { host: '0.0.0.0' })).rejects.toThrow(
      /listens on 127\.0\.0\.1 only/,
    );
  });

  it('does not start twice on one port', async () => {
    const port = Number(new URL(ledger.url).port);
    await expect(createApi({ ...ledger.settings, port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });
});
