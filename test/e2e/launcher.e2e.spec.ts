import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../faults/free-port';
import { buildMizan, heard, mizan, mizanFile } from '../support/mizan-process';

/** How long everything may take to answer on a busy machine, in milliseconds. */
const patience = 120_000;

interface Runtime {
  readonly launcher: { readonly pid: number };
  readonly store: { readonly pid: number; readonly port: number };
  readonly worker: { readonly pid: number };
  readonly api: { readonly pid: number };
}

describe('mizan serve', () => {
  let folder = '';
  let port = 0;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    buildMizan();
    folder = await mkdtemp(join(tmpdir(), 'mizan-serve-'));
    port = await freePort();
  }, 120_000);

  afterEach(async () => {
    const running = started
      .splice(0)
      .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    running.forEach((child) => child.kill('SIGTERM'));
    await Promise.all(running.map((child) => once(child, 'close')));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const env = () => ({ MIZAN_PORT: String(port), MIZAN_DATA_DIR: folder, MIZAN_DEMO: '0' });

  function serve(changes: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [mizanFile, 'serve'], {
      env: { ...process.env, ...env(), ...changes },
    });
    started.push(child);
    return {
      child,
      said: heard(child),
      ended: once(child, 'close') as Promise<[number | null, string | null]>,
    };
  }

  async function ready(changes: NodeJS.ProcessEnv = {}) {
    const running = serve(changes);
    const until = Date.now() + patience;
    while (!running.said.out.includes('\n')) {
      if (running.child.exitCode !== null || Date.now() > until)
        throw new Error(`Not ready: ${running.said.err}`);
      await pause(20);
    }
    return { ...running, runtime: await runtime() };
  }

  const runtime = async () => JSON.parse(await readFile(join(folder, 'runtime.json'), 'utf8')) as Runtime;

  /** Files in the data folder that another user of the machine could read or write. */
  async function openToOthers(): Promise<string[]> {
    const names = await readdir(folder);
    const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode & 0o077));
    return names.filter((_, index) => modes[index] !== 0);
  }

  const pidsOf = ({ store, worker, api }: Runtime) => [store.pid, worker.pid, api.pid];

  const alive = (pids: readonly number[]) => pids.filter((pid) => isAlive(pid));

  /** Those still there after `within` milliseconds. */
  async function left(pids: readonly number[], within: number): Promise<number[]> {
    const until = Date.now() + within;
    while (alive(pids).length > 0 && Date.now() < until) await pause(20);
    return alive(pids);
  }

  it(
    'says that it is ready, answers, and ends with everything it started',
    async () => {
      const { child, said, ended, runtime: record } = await ready();
      expect(said.out).toBe(`Mizan is ready at http://127.0.0.1:${String(port)}\n`);
      expect(said.err).toMatch(
        `[store] Event store ${join(folder, 'events.db')} was made: format 3, 12 events`,
      );
      expect((await fetch(`http://127.0.0.1:${String(port)}/health/ready`)).status).toBe(200);
      expect(await openToOthers()).toEqual([]);
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(alive(pidsOf(record))).toEqual([]);
    },
    patience,
  );

  it(
    'killed outright takes its children along, and starts again at once',
    async () => {
      const { child, runtime: first } = await ready();
      child.kill('SIGKILL');
      const { runtime: second } = await ready();
      expect(await left(pidsOf(first), 20_000)).toEqual([]);
      expect(alive(pidsOf(second)).length).toBe(3);
    },
    patience,
  );

  it(
    'brings back each child that is killed',
    async () => {
      const { runtime: record, said } = await ready();
      pidsOf(record).forEach((pid) => process.kill(pid, 'SIGKILL'));
      const until = Date.now() + 60_000;
      while (!(await everyoneNew(record)) && Date.now() < until) await pause(50);
      const after = await runtime();
      expect(alive(pidsOf(after)).length).toBe(3);
      expect(after.store.port).toBe(record.store.port);
      expect(said.err.match(/was ended by SIGKILL\. Starting it again\./g)).toHaveLength(3);
    },
    patience,
  );

  it(
    'goes on where its record cannot be written, and says so once',
    async () => {
      const inTheWay = join(folder, 'runtime.json.new');
      await writeFile(join(folder, 'runtime.json'), '{}', { mode: 0o600 });
      await mkdir(inTheWay);
      const { child, said, ended } = await ready();
      const url = `http://127.0.0.1:${String(port)}/health/ready`;
      const before = await pidsAt(child);
      expect(before.length).toBe(3);
      before.forEach((pid) => process.kill(pid, 'SIGKILL'));
      const until = Date.now() + 60_000;
      while ((said.err.match(/Starting it again\./g) ?? []).length < 3 && Date.now() < until) await pause(50);
      while (!(await fetch(url).catch(() => null))?.ok && Date.now() < until) await pause(50);
      expect((await fetch(url)).status).toBe(200);
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(said.err.match(/runtime\.json cannot be written/g)).toHaveLength(1);
      await rm(inTheWay, { recursive: true });
    },
    patience,
  );

  /** The children that a launcher has now. */
  async function pidsAt({ pid = 0 }: ChildProcess): Promise<number[]> {
    const children = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
    return children.trim().split(' ').map(Number);
  }

  async function everyoneNew(before: Runtime): Promise<boolean> {
    const now = pidsOf(await runtime());
    return now.every((pid, index) => pid && pid !== pidsOf(before)[index] && isAlive(pid));
  }

  it(
    'says what to do when the port is in use',
    async () => {
      const holder = createServer().listen(0, '127.0.0.1');
      await once(holder, 'listening');
      const taken = String((holder.address() as { port: number }).port);
      const { ended, said } = serve({ MIZAN_PORT: taken });
      expect(await ended).toEqual([1, null]);
      expect(said.err).toContain(`Port ${taken} is in use by another program`);
      expect(said.err).toContain('MIZAN_PORT=');
      holder.close();
    },
    patience,
  );

  it(
    'leaves a data folder alone that another Mizan works on',
    async () => {
      const { runtime: record } = await ready();
      const { ended, said } = serve({ MIZAN_PORT: String(await freePort()) });
      expect(await ended).toEqual([1, null]);
      expect(said.err).toContain('Another process has the event store');
      expect(said.err).toContain('MIZAN_DATA_DIR');
      expect(await runtime()).toEqual(record);
      expect(alive(pidsOf(record)).length).toBe(3);
    },
    patience,
  );

  it(
    'says which folder it cannot write to, and which setting it does not understand',
    async () => {
      const file = serve({ MIZAN_DATA_DIR: '/dev/null/mizan' });
      expect(await file.ended).toEqual([1, null]);
      expect(file.said.err).toContain('The data folder /dev/null/mizan cannot be written to');
      const setting = serve({ MIZAN_PORT: 'eighty' });
      expect(await setting.ended).toEqual([2, null]);
      expect(setting.said.err).toContain('MIZAN_PORT is "eighty"');
      const store = serve({ EVENTSTORE_MAX_APPEND_SIZE: '1MB' });
      expect(await store.ended).toEqual([1, null]);
      expect(store.said.err).toBe(
        'The event store ended with code 2: EVENTSTORE_MAX_APPEND_SIZE must be a whole number from 1 to 16777216, not 1MB.\n',
      );
    },
    patience,
  );

  it(
    'is examined by the doctor, and its projections can be rebuilt',
    async () => {
      await ready();
      const rebuilt = await mizan(['projection', 'rebuild', '--yes', '--as', 'operator', '--json'], env());
      expect([rebuilt.code, rebuilt.err]).toEqual([0, '']);
      const states = (JSON.parse(rebuilt.out) as { state: string }[]).map(({ state }) => state);
      expect(new Set(states)).toEqual(new Set(['running']));
      const { code, out } = await mizan(['doctor', '--json'], env());
      const report = JSON.parse(out) as { ready: boolean; processes: { name: string }[]; trouble: string[] };
      expect([code, report.ready, report.trouble]).toEqual([0, true, []]);
      expect(report.processes.map(({ name }) => name)).toEqual(['launcher', 'store', 'worker', 'api']);
    },
    patience,
  );

  it(
    'is missed by the doctor when it does not run',
    async () => {
      const { code, out } = await mizan(['doctor'], env());
      expect(code).toBe(6);
      expect(out).toContain('Start Mizan with npm start');
    },
    patience,
  );
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
