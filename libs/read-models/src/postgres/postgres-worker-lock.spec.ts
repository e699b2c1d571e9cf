import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, dropDatabase, execute } from '../../../../test/support/postgres/databases';
import type { WorkerLock } from '../operations/held-lock';
import { workerLock } from '../operations/worker-lock';

/** Holds the lock as another worker does, and says so. */
const holder = `
  const { Client } = require('pg');
  const client = new Client({ connectionString: process.argv[1] });
  client.connect()
    .then(() => client.query('select pg_advisory_lock($1)', [process.argv[2]]))
    .then(() => console.log('held'));
`;
const key = String(0x4d_69_7a_61_6e_01n);

describe('worker lock of a database', () => {
  let url: string;
  const opened: WorkerLock[] = [];
  beforeEach(async () => {
    url = await createDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((lock) => lock.close()));
    await dropDatabase(url);
  });

  const competitor = () => {
    const lock = workerLock({ postgresUrl: url });
    opened.push(lock);
    return lock;
  };

  it('is held by one, and free when it is released', async () => {
    const [first, second] = [competitor(), competitor()];
    const held = await first.tryAcquire();
    expect(held).not.toBeNull();
    expect(await second.tryAcquire()).toBeNull();
    await held?.release();
    expect(held?.lost.aborted).toBe(false);
    const next = await until(() => second.tryAcquire());
    await next.release();
  });

  it('of another database is another lock', async () => {
    const other = await createDatabase();
    const elsewhere = workerLock({ postgresUrl: other });
    const held = await competitor().tryAcquire();
    const heldElsewhere = await elsewhere.tryAcquire();
    expect(heldElsewhere).not.toBeNull();
    await held?.release();
    await heldElsewhere?.release();
    await elsewhere.close();
    await dropDatabase(other);
  });

  it('is free once the process that held it was killed', async () => {
    const child = spawn(process.execPath, ['-e', holder, url, key], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    const standby = competitor();
    expect(await standby.tryAcquire()).toBeNull();
    child.kill('SIGKILL');
    await ended;
    await (await until(() => standby.tryAcquire())).release();
  });

  it('tells its holder when it is lost, and can be had again', async () => {
    const lock = competitor();
    const held = await lock.tryAcquire();
    if (!held) throw new Error('The lock is not free.');
    const lost = once(held.lost, 'abort');
    await execute(url, endOthers);
    await lost;
    await held.release();
    await (await until(() => lock.tryAcquire())).release();
  });

  it('is asked for on a new connection after the one that waited was ended', async () => {
    const held = await competitor().tryAcquire();
    const standby = competitor();
    expect(await standby.tryAcquire()).toBeNull();
    await execute(url, endOthers);
    await expect(standby.tryAcquire()).rejects.toMatchObject({ code: 'READ_DATABASE_UNREACHABLE' });
    await (await until(() => standby.tryAcquire())).release();
    await held?.release();
  });
});

const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** Asks again until there is something. */
async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
