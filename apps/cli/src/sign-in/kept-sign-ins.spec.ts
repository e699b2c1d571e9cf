import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aSignIn } from '../testing/a-sign-in';
import { keptSignIns, type KeptSignIns } from './kept-sign-ins';

const [here, there] = ['http://127.0.0.1:8080', 'https://mizan.example'];

describe('sign-ins that are kept', () => {
  let home = '';
  let kept: KeptSignIns;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'mizan-kept-'));
    kept = keptSignIns({ HOME: home });
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it('are one for each server', () => {
    kept.keep(here, aSignIn);
    kept.keep(there, { ...aSignIn, name: 'Another' });
    kept.forget(here);
    expect([kept.at(here), kept.at(there)?.name]).toEqual([null, 'Another']);
  });

  it('are read by nobody else, also when they change', () => {
    kept.keep(here, aSignIn);
    kept.keep(there, aSignIn);
    expect(kept.path).toBe(join(home, '.config', 'mizan', 'sign-ins.json'));
    expect([modeOf(kept.path), modeOf(dirname(kept.path))]).toEqual(['600', '700']);
    expect(readdirSync(dirname(kept.path))).toEqual(['sign-ins.json']);
  });

  it('need a file that can be read', () => {
    kept.keep(here, aSignIn);
    writeFileSync(kept.path, '{');
    expect(() => kept.at(here)).toThrow(/sign-ins\.json cannot be used/);
  });
});
