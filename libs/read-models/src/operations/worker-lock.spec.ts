import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { scratch, type Scratch } from '../testing/scratch';
import { acquireWorkerLock } from './worker-lock';

/** Holds the lock as another worker does, and says so. */
const holder = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('begin exclusive');
  console.log('held');
  setInterval(() => database, 1000);
`;

describe('worker lock', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  it('is held by one, and free when it is released', () => {
    const lock = acquireWorkerLock(files.path('worker.lock'));
    expect(lock).not.toBeNull();
    expect(acquireWorkerLock(files.path('worker.lock'))).toBeNull();
    lock?.release();
    const next = acquireWorkerLock(files.path('worker.lock'));
    expect(next).not.toBeNull();
    next?.release();
  });

  it('is free once the process that held it was killed', async () => {
    const child = spawn(process.execPath, ['-e', holder, files.path('worker.lock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    expect(acquireWorkerLock(files.path('worker.lock'))).toBeNull();
    child.kill('SIGKILL');
    await ended;
    const lock = acquireWorkerLock(files.path('worker.lock'));
    expect(lock).not.toBeNull();
    lock?.release();
  });

  it('says what to do about a file that is no lock, and about a folder that is not there', () => {
    writeFileSync(files.path('worker.lock'), 'x'.repeat(2_000));
    expect(() => acquireWorkerLock(files.path('worker.lock'))).toThrow(/worker\.lock is damaged/);
    expect(() => acquireWorkerLock(files.path('nowhere/worker.lock'))).toThrow(
      /cannot be opened\. See that its folder/,
    );
  });
});
