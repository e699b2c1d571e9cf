import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from './audit-log';

const folder = mkdtempSync(join(tmpdir(), 'mizan-audit-'));
const clock = { now: () => Date.UTC(2026, 10, 24) };

describe('the audit log', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('appends whole lines, for this user alone', () => {
    const file = join(folder, 'deep', 'audit.ndjson');
    const first = new AuditLog(file, clock);
    const second = new AuditLog(file, clock);
    first.write({ event: 'session-began', who: 'a' });
    second.write({ event: 'refused', who: null, status: 401 });
    first.write({ event: 'session-ended', who: 'a' });
    first.onModuleDestroy();
    second.onModuleDestroy();
    expect(readFileSync(file, 'utf8').split('\n')).toStrictEqual([
      '{"at":"2026-11-24T00:00:00.000Z","event":"session-began","who":"a"}',
      '{"at":"2026-11-24T00:00:00.000Z","event":"refused","who":null,"status":401}',
      '{"at":"2026-11-24T00:00:00.000Z","event":"session-ended","who":"a"}',
      '',
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('complains where it cannot write, and lets the refusal stand', () => {
    const words: string[] = [];
    const log = new AuditLog(folder, clock, (line) => words.push(line));
    log.write({ event: 'refused', who: null });
    expect(words).toStrictEqual([`The audit log ${folder} lacks a line: it cannot be written (EISDIR).`]);
  });
});
