import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { scratch, type Scratch } from '../testing/scratch';
import { SqliteWorkerLock } from './sqlite-worker-lock';

/** Holds the lock as another worker does, and says so. */
const holder = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('begin exclusive');
  console.log('held');
  setInterval(() => database, 1000);
`;

describe('worker lock of a data folder', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  it('is held by one, and free when it is released', async () => {
    const lock = await new SqliteWorkerLock(files.path('worker.lock')).tryAcquire();
    expect(lock).not.toBeNull();
    expect(await new SqliteWorkerLock(files.path('worker.lock')).tryAcquire()).toBeNull();
    await lock?.release();
    const next = await new SqliteWorkerLock(files.path('worker.lock')).tryAcquire();
    expect(next).not.toBeNull();
    await next?.release();
  });

  it('is free once the process that held it was killed', async () => {
    const child = spawn(process.execPath, ['-e', holder, files.path('worker.lock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    expect(await new SqliteWorkerLock(files.path('worker.lock')).tryAcquire()).toBeNull();
    child.kill('SIGKILL');
    await ended;
    const lock = await new SqliteWorkerLock(files.path('worker.lock')).tryAcquire();
    expect(lock).not.toBeNull();
    await lock?.release();
  });

  it('says what to do about a file that is no lock, and about a folder that is not there', async () => {
    writeFileSync(files.path('worker.lock'), 'x'.repeat(2_000));
    const attempt = (name: string) => new SqliteWorkerLock(files.path(name)).tryAcquire();
    await expect(attempt('worker.lock')).rejects.toThrow(/worker\.lock is damaged/);
    await expect(attempt('nowhere/worker.lock')).rejects.toThrow(/cannot be opened\. See that its folder/);
  });
});
