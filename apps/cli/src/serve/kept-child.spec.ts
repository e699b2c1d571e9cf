import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeptChild } from './kept-child';
import type { ServeProblem } from './serve-problem';

describe('a child that is kept', () => {
  let folder = '';
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'mizan-child-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function kept(program: string, lost: (problem: ServeProblem) => void = () => undefined) {
    const file = join(folder, `child-${String(Math.random())}.js`);
    writeFileSync(file, program);
    const lines: string[] = [];
    const child = new KeptChild('worker', {
      plan: () => ({ name: 'worker', flags: [], file, args: [], env: process.env }),
      message: () => undefined,
      line: (_, text) => lines.push(text),
      changed: () => undefined,
      lost,
    });
    return { child, lines };
  }

  const stays =
    'process.send({ready:true,port:7}); process.on("disconnect", () => process.exit()); setInterval(() => 0, 1000);';

  it('says that it is ready, and ends when it is told to', async () => {
    const { child } = kept(stays);
    expect(await child.start()).toEqual({ ready: true, port: 7 });
    expect(child.pid).toBeGreaterThan(0);
    await child.stop(5_000);
    expect(child.pid).toBeNull();
  });

  it('that ends before it is ready gives its last words as the reason', async () => {
    const { child, lines } = kept('console.error("The file is locked."); process.exitCode = 1;');
    await expect(child.start()).rejects.toThrow('The worker ended with code 1: The file is locked.');
    expect(lines).toEqual(['The file is locked.']);
  });

  it('comes back when it was killed', async () => {
    const { child, lines } = kept(stays);
    await child.start();
    const first = child.pid;
    process.kill(first ?? 0, 'SIGKILL');
    while (child.pid === null || child.pid === first) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lines).toEqual(['The worker was ended by SIGKILL. Starting it again.']);
    await child.stop(5_000);
  });

  it('that does not end in time is ended outright', async () => {
    const { child } = kept(`process.on("SIGTERM", () => 0); ${stays}`);
    await child.start();
    const begun = Date.now();
    await child.stop(300);
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(child.pid).toBeNull();
  });

  it('is given up when it crashes more than five times a minute', async () => {
    const problem = await new Promise<ServeProblem>((resolve) => {
      const { child } = kept('process.send({ready:true}, () => process.exit(3));', resolve);
      void child.start();
    });
    expect(problem.message).toBe(
      'The worker ended with code 3. It crashed more than five times within a minute.',
    );
  }, 20_000);
});
