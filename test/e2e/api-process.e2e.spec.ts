import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dataFiles, projectRoot } from '@mizan/runtime';
import { startLedger, type Ledger } from '../support/ledger-fixture';

const root = projectRoot();
const children: ChildProcess[] = [];

interface Process {
  readonly child: ChildProcess;
  /** The exit code, and what it wrote to standard error. */
  readonly end: Promise<{ readonly code: number | null; readonly said: string }>;
}

function startApi(env: Record<string, string>): Process {
  const child = fork(join(root, 'apps', 'api', 'src', 'main.ts'), {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    execArgv: ['--require', join(root, 'libs', 'store-node', 'dev', 'register-typescript.cjs')],
    silent: true,
  });
  children.push(child);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // Its "close" never comes once the launcher's side of the channel was closed.
  const end = Promise.all([once(child, 'exit'), once(child.stderr ?? child, 'end')]).then(([[code]]) => ({
    code: code as number | null,
    said,
  }));
  return { child, end };
}

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('the process of the api', () => {
  let ledger: Ledger;
  let env: Record<string, string>;

  beforeAll(async () => {
    ledger = await startLedger();
    env = {
      MIZAN_DATA_DIR: ledger.settings.dataDir,
      MIZAN_EVENTSTORE: ledger.settings.eventStore,
      MIZAN_PORT: '0',
    };
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => ledger.stop());

  it.each(['SIGTERM', 'the end of its launcher'])(
    'says when it is ready, and ends in order on %s',
    async (end) => {
      const api = startApi(env);
      const [message] = (await once(api.child, 'message')) as [{ ready: boolean; port: number }];
      expect(message).toEqual({ ready: true, port: expect.any(Number) });
      expect((await fetch(`http://127.0.0.1:${message.port}/health/ready`)).status).toBe(200);
      if (end === 'SIGTERM') api.child.kill('SIGTERM');
      else api.child.disconnect();
      expect(await api.end).toEqual({ code: 0, said: '' });
    },
    60_000,
  );

  it('names the port that is taken', async () => {
    const port = new URL(ledger.url).port;
    expect(await startApi({ ...env, MIZAN_PORT: port }).end).toEqual({
      code: 1,
      said: `Port ${port} of 127.0.0.1 is taken by another program. End that program, or set MIZAN_PORT to another port.\n`,
    });
  });

  it('names a setting that cannot be used', async () => {
    const { code, said } = await startApi({ ...env, MIZAN_PORT: 'eighty' }).end;
    expect([code, said.split('\n').length]).toEqual([1, 2]);
    expect(said).toMatch(/^MIZAN_PORT is "eighty"/);
  });

  describe('with a data folder of its own', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mizan-api-process-'));
    afterAll(() => rmSync(dataDir, { recursive: true }));

    it('waits for the worker, says so, and can be ended meanwhile', async () => {
      const api = startApi({ ...env, MIZAN_DATA_DIR: dataDir });
      const [chunk] = (await once(api.child.stderr ?? api.child, 'data')) as [Buffer];
      expect(chunk.toString()).toBe(`The api waits for the worker to prepare ${dataFiles(dataDir).read}.\n`);
      api.child.kill('SIGTERM');
      expect((await api.end).code).toBe(0);
    });

    it('names a database that is none', async () => {
      writeFileSync(dataFiles(dataDir).read, 'not a database, but long enough to look at'.repeat(100));
      const { code, said } = await startApi({ ...env, MIZAN_DATA_DIR: dataDir }).end;
      expect(code).toBe(1);
      expect(said).toContain(dataFiles(dataDir).read);
      expect(said.split('\n').length).toBe(2);
    });
  });
});
