import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings';
import { SettingsProblem } from './settings-problem';

describe('settings', () => {
  it('have defaults that need no environment', () => {
    expect(readSettings({}, '/srv/mizan')).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: null,
      dataDir: resolve('.mizan'),
      eventStore: 'embedded',
      embedded: true,
      demo: true,
      mechanismFile: '/srv/mizan/deploy/mechanisms/doha-istanbul-2025.json',
      postgresUrl: null,
      oidc: null,
      auditLog: null,
      otlpEndpoint: null,
      workerPort: null,
      rateLimit: 6_000,
      corsOrigins: [],
    });
  });

  it('take a collector of traces, under either name, and a door for the worker', () => {
    expect(readSettings({ MIZAN_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }).otlpEndpoint).toBe(
      'http://127.0.0.1:4318',
    );
    expect(readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example/x' }).otlpEndpoint).toBe(
      'https://otel.example/x',
    );
    expect(readSettings({ MIZAN_WORKER_PORT: '9464' }).workerPort).toBe(9464);
    expect(() => readSettings({ MIZAN_OTLP_ENDPOINT: 'collector:4318' })).toThrow(/^MIZAN_OTLP_ENDPOINT is/);
    expect(() => readSettings({ MIZAN_WORKER_PORT: 'x' })).toThrow(/^MIZAN_WORKER_PORT is "x"/);
  });

  it('take limits of what comes in', () => {
    const env = { MIZAN_RATE_LIMIT: '0', MIZAN_CORS_ORIGINS: 'https://a.example, http://127.0.0.1:3000' };
    expect(readSettings(env)).toMatchObject({
      rateLimit: 0,
      corsOrigins: ['https://a.example', 'http://127.0.0.1:3000'],
    });
    expect(() => readSettings({ MIZAN_RATE_LIMIT: 'many' })).toThrow(/^MIZAN_RATE_LIMIT is "many"/);
    for (const origin of ['*', 'https://a.example/', 'null', 'a.example'])
      expect(() => readSettings({ MIZAN_CORS_ORIGINS: origin })).toThrow(/^MIZAN_CORS_ORIGINS names/);
  });

  it('take a provider, whose audience has a default', () => {
    const env = { MIZAN_OIDC_ISSUER: 'https://id.example', MIZAN_OIDC_CLIENT_ID: 'mizan' };
    expect(readSettings(env).oidc).toEqual({
      issuer: 'https://id.example',
      clientId: 'mizan',
      clientSecret: null,
      audience: 'urn:mizan:ledger',
      scope: 'openid profile',
      cliClientId: null,
    });
  });

  it('take a provider over plain HTTP only from this machine, or on demand', () => {
    const env = { MIZAN_OIDC_ISSUER: 'http://127.0.0.1:9000', MIZAN_OIDC_CLIENT_ID: 'mizan' };
    expect(readSettings(env).oidc?.issuer).toBe('http://127.0.0.1:9000');
    const near = { ...env, MIZAN_OIDC_ISSUER: 'http://id:9000', MIZAN_OIDC_INSECURE: '1' };
    expect(readSettings(near).oidc?.issuer).toBe('http://id:9000');
  });

  it('put the audit log where they are told', () => {
    expect(readSettings({ MIZAN_AUDIT_LOG: '-' }).auditLog).toBe('-');
    expect(readSettings({ MIZAN_AUDIT_LOG: 'a/b' }).auditLog).toBe(resolve('a/b'));
  });

  it('take a database and an origin', () => {
    const env = {
      MIZAN_POSTGRES_URL: 'postgresql://m:p@db/mizan',
      MIZAN_PUBLIC_URL: 'https://mizan.example/',
    };
    expect(readSettings(env)).toMatchObject({
      postgresUrl: 'postgresql://m:p@db/mizan',
      publicUrl: 'https://mizan.example',
    });
  });

  it('never repeat what may hold a password', () => {
    expect(() => readSettings({ MIZAN_POSTGRES_URL: 'mysql://m:hunter2@db' })).toThrow(/^(?!.*hunter2)/);
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
    [{ MIZAN_POSTGRES_URL: 'localhost:5432' }, /such as postgresql:/],
    [{ MIZAN_PUBLIC_URL: 'https://mizan.example/path' }, /an origin without a path/],
    [{ MIZAN_OIDC_ISSUER: 'id.example' }, /absolute URL/],
    [{ MIZAN_OIDC_ISSUER: 'http://id.example', MIZAN_OIDC_CLIENT_ID: 'mizan' }, /begin with https/],
    [{ MIZAN_OIDC_ISSUER: 'ftp://127.0.0.1', MIZAN_OIDC_CLIENT_ID: 'mizan' }, /begin with https/],
    [
      { MIZAN_OIDC_ISSUER: 'https://id.example', MIZAN_OIDC_CLIENT_ID: 'm', MIZAN_OIDC_AUDIENCE: 'm' },
      /audience of its own/,
    ],
    [{ MIZAN_OIDC_ISSUER: 'https://id.example' }, /MIZAN_OIDC_CLIENT_ID is missing/],
    [
      {
        MIZAN_OIDC_ISSUER: 'https://id.example',
        MIZAN_OIDC_CLIENT_ID: 'm',
        MIZAN_OIDC_CLI_CLIENT_ID: 'urn:mizan:ledger',
      },
      /audience of its own/,
    ],
    [{ MIZAN_EVENTSTORE: 'localhost:2113' }, /such as esdb:/],
  ])('refuse %j in words', (env, words) => {
    expect(() => readSettings(env)).toThrow(SettingsProblem);
    expect(() => readSettings(env)).toThrow(words);
  });
});
