import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nothingRuns, readRuntime, runtimeRecorder, writeRuntime } from './runtime-file';

describe('the record of who runs where', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mizan-runtime-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('comes back as it was written', () => {
    const file = join(folder, 'runtime.json');
    const record = { ...nothingRuns, launcher: { pid: 12 }, store: { pid: 13, port: 2113 } };
    writeRuntime(file, record);
    expect(readRuntime(file)).toEqual(record);
  });

  it('is nothing when it is missing or cut off', () => {
    const file = join(folder, 'runtime.json');
    expect(readRuntime(file)).toBeNull();
    writeFileSync(file, '{"launcher": {"pid"');
    expect(readRuntime(file)).toBeNull();
  });

  it('that cannot be written is told once, and written again when it can', () => {
    const file = join(folder, 'runtime.json');
    const said: string[] = [];
    const write = runtimeRecorder(file, (line) => said.push(line));
    write(nothingRuns);
    mkdirSync(`${file}.new`);
    write({ ...nothingRuns, launcher: { pid: 12 } });
    write({ ...nothingRuns, launcher: { pid: 13 } });
    expect(said).toEqual([
      `${file} cannot be written (EISDIR: illegal operation on a directory, open '${file}.new'): mizan doctor may name other processes.`,
    ]);
    expect(readRuntime(file)).toEqual(nothingRuns);
    rmSync(`${file}.new`, { recursive: true });
    write({ ...nothingRuns, launcher: { pid: 14 } });
    expect([readRuntime(file)?.launcher.pid, said.length]).toEqual([14, 1]);
  });
});
