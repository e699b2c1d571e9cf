import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { projectRoot, readSettings } from '@mizan/runtime';

const root = projectRoot();
const folder = join(root, 'deploy', 'systemd');
const units = readdirSync(folder).filter((name) => name.endsWith('.service'));
const analyzer = '/usr/bin/systemd-analyze';
const scratch = mkdtempSync(join(tmpdir(), 'mizan-systemd-'));

const textOf = (unit: string) => readFileSync(join(folder, unit), 'utf8');
const valuesOf = (unit: string, key: string) =>
  [...textOf(unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');

describe('the systemd units', () => {
  afterAll(() => rmSync(scratch, { recursive: true }));

  it('are one for each process', () => {
    expect(units.sort()).toEqual(['mizan-api.service', 'mizan-store.service', 'mizan-worker.service']);
  });

  it.each(units)('%s is one by systemd itself', (unit) => {
    if (!existsSync(analyzer)) {
      process.stdout.write('systemd-analyze is not on this machine: the units were not checked by it.\n');
      return;
    }
    const copy = join(scratch, unit);
    // The program lies where it is installed, which is not here.
    writeFileSync(copy, textOf(unit).replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
    expect(execFileSync(analyzer, ['verify', '--man=no', copy], { encoding: 'utf8', stdio: 'pipe' })).toBe(
      '',
    );
  });

  it.each(units)('%s starts a program that the build makes, as a user without rights', (unit) => {
    const [, program = ''] = /(dist\/\S+)\.js/.exec(valuesOf(unit, 'ExecStart')[0] ?? '') ?? [];
    expect(existsSync(join(root, `${program.replace('dist/', '')}.ts`))).toBe(true);
    expect(valuesOf(unit, 'User')).toEqual(['mizan']);
    expect(valuesOf(unit, 'CapabilityBoundingSet')).toEqual(['']);
    expect(valuesOf(unit, 'ProtectSystem')).toEqual(['strict']);
  });

  it.each(['mizan-api.service', 'mizan-worker.service'])('%s takes secrets from files of its own', (unit) => {
    const loaded = valuesOf(unit, 'LoadCredential').map((credential) => credential.split(':')[0] ?? '');
    const used = valuesOf(unit, 'Environment').map((line) => /^MIZAN_\w+_FILE=%d\/(\w+)$/.exec(line)?.[1]);
    expect(used).toEqual(loaded);
  });

  it('come with settings that Mizan accepts, without a secret among them', () => {
    const lines = readFileSync(join(folder, 'mizan.env.example'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const environment = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2))) as NodeJS.ProcessEnv;
    expect(readSettings(environment)).toMatchObject({
      eventStore: 'esdb://127.0.0.1:2113?tls=false',
      oidc: { clientId: 'mizan', clientSecret: null },
    });
    expect(Object.keys(environment).filter((name) => /SECRET|PASSWORD|POSTGRES_URL/.test(name))).toEqual([]);
  });
});
