import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { buildMizan, heard, mizan, mizanFile } from '../support/mizan-process';

jest.setTimeout(120_000);

const hidden = '\x1b[?25l\x1b[?7l';
const shown = '\x1b[?25h\x1b[?7h';

describe('a verb of the store that a signal ends', () => {
  let folder = '';
  let source: RunningStoreNode;
  let target: RunningStoreNode;

  beforeAll(async () => {
    buildMizan();
    folder = mkdtempSync(join(tmpdir(), 'mizan-store-verbs-'));
    source = await startStoreNodeInWorker({ database: join(folder, 'events.db'), port: 0 });
    target = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    // Enough for a verb to be at work for a while.
    const client = EventStoreDBClient.connectionString(source.connectionString);
    for (let n = 0; n < 64; n++)
      await client.appendToStream('a', binaryEvent({ type: 'A', data: Buffer.alloc(1_000_000) }));
    await client.dispose();
  });

  afterAll(async () => {
    await source.stop();
    await target.stop();
    rmSync(folder, { recursive: true });
  });

  /** Runs a verb before a terminal that only believes to be one. */
  function watched(words: readonly string[]): ChildProcess {
    const terminal = 'data:text/javascript,process.stderr.isTTY=true';
    return spawn(process.execPath, ['--import', terminal, mizanFile, 'store', ...words], {
      env: { ...process.env, MIZAN_DATA_DIR: folder },
    });
  }

  async function endedBy(signal: NodeJS.Signals, words: readonly string[]) {
    const child = watched(words);
    const said = heard(child);
    const ended = once(child, 'close');
    while (!said.err.includes(hidden) && child.exitCode === null) await pause(1);
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return { code, out: said.out, terminal: said.err.slice(said.err.lastIndexOf('\x1b[?25')).slice(0, 11) };
  }

  it.each([
    ['SIGINT', 130, () => ['backup', join(folder, 'copy.db')]],
    ['SIGTERM', 143, () => ['backup', join(folder, 'copy.db')]],
    ['SIGTERM', 143, () => ['verify']],
    ['SIGINT', 130, () => ['copy', source.connectionString, target.connectionString]],
  ] as const)('%s: code %i, a terminal as it was, nothing half left behind', async (signal, code, words) => {
    const before = readdirSync(folder);
    expect(await endedBy(signal, words())).toEqual({ code, out: '', terminal: shown });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('leaves a backup for this user alone when nothing ends it', async () => {
    const child = watched(['backup', join(folder, 'copy.db')]);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
  });
});

describe('mizan store without a verb', () => {
  let folder = '';
  beforeAll(() => {
    buildMizan();
    folder = mkdtempSync(join(tmpdir(), 'mizan-store-alone-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('serves the data folder', async () => {
    const env = { ...process.env, MIZAN_DATA_DIR: folder };
    const child = spawn(process.execPath, [mizanFile, 'store', '--port', '0'], { env, cwd: tmpdir() });
    const said = heard(child);
    const ended = once(child, 'close');
    while (said.out === '' && child.exitCode === null) await pause(20);
    const found = await mizan(['store', 'info', '--json'], { MIZAN_DATA_DIR: folder });
    expect(JSON.parse(found.out)).toMatchObject({ database: join(folder, 'events.db'), running: true });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('wants the verb first, and says so in one line', async () => {
    expect(await mizan(['store', '--json', 'info'], { MIZAN_DATA_DIR: folder })).toEqual({
      code: 2,
      out: '',
      err: 'Put the verb first: mizan store info, and its options behind it.\n',
    });
  });
});
