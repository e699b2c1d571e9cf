import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dataFiles, type Settings } from '@mizan/runtime';
import { startStoreNodeInWorker } from '@mizan/store-node';
import { createApi } from '../../apps/api/src/create-api';
import { typed } from '../../apps/cli/src/testing/typed';
import { freePort } from '../faults/free-port';
import { callerAs } from '../support/api-client';
import { exampleShare } from '../support/example-share';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// Stores, databases and servers come and go on a machine that may be busy.
jest.setTimeout(60_000);

interface Trouble {
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
}

const named: string[] = [];
const scratch: string[] = [];
const servers: Server[] = [];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mizan-doctor-'));
  scratch.push(path);
  return path;
}

/** The port of a server that was told to listen on any. */
async function listening(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function examined(env: NodeJS.ProcessEnv): Promise<{ code: number; trouble: readonly Trouble[] }> {
  const { code, out } = await typed(['doctor', '--json'], env);
  return { code, trouble: (JSON.parse(out) as { trouble: readonly Trouble[] }).trouble };
}

/** What the doctor says about a fault that was provoked; fails when it does not name it. */
async function says(code: string, env: NodeJS.ProcessEnv): Promise<Trouble> {
  const { code: exit, trouble } = await examined(env);
  const found = trouble.find((one) => one.code === code);
  if (!found) throw new Error(`Not named: ${code}. Found: ${JSON.stringify(trouble)}`);
  expect(exit).not.toBe(0);
  expect(found.remedy).toMatch(/^[A-Z].+\.$/);
  named.push(code);
  return found;
}

describe('mizan doctor', () => {
  let ledger: Ledger;
  let ahead = 0;
  /** Of a command that is typed where the ledger's api runs. */
  const here = (changes: NodeJS.ProcessEnv = {}) => ({
    MIZAN_URL: ledger.url,
    MIZAN_DATA_DIR: ledger.settings.dataDir,
    ...changes,
  });

  beforeAll(async () => {
    ledger = await startLedger({ clock: { now: () => Date.now() + ahead } });
    const sharer = await callerAs(ledger, 'pk.sharer');
    const { body } = await sharer('POST', '/v1/shares', { body: exampleShare() });
    await sharer('GET', `/v1/shares?waitFor=${String(body['position'])}`);
  });
  afterEach(() => {
    servers.splice(0).forEach((server) => server.close());
  });
  afterAll(async () => {
    await ledger.stop();
    scratch.forEach((path) => rmSync(path, { recursive: true, force: true }));
    console.log(`The doctor named ${named.length} provoked faults: ${named.join(', ')}.`);
  });

  it('finds nothing where nothing is wrong', async () => {
    expect(await examined(here())).toEqual({ code: 0, trouble: [] });
    const { out } = await typed(['doctor'], here());
    expect(out).toMatch(/Nothing is wrong\.\n$/);
  });

  it('names a port that something else has, whether it speaks HTTP or not', async () => {
    const web = await listening(createHttpServer((_, response) => response.end('hello')));
    await says('PORT_IN_USE', { MIZAN_PORT: String(web), MIZAN_DATA_DIR: folder() });
    const other = await listening(createServer((socket) => socket.end('220 mail\r\n')));
    const { detail } = await says('PORT_IN_USE', { MIZAN_PORT: String(other), MIZAN_DATA_DIR: folder() });
    expect(detail).toContain(String(other));
    named.pop();
  });

  it('names a server that does not run, with the exit code for that', async () => {
    const env = { MIZAN_PORT: String(await freePort()), MIZAN_DATA_DIR: folder() };
    await says('SERVER_UNREACHABLE', env);
    expect((await examined(env)).code).toBe(6);
  });

  it('names a setting that cannot be used', async () => {
    expect((await says('SETTING_UNUSABLE', here({ MIZAN_DEMO: 'perhaps' }))).detail).toContain('MIZAN_DEMO');
  });

  it('names a data folder that cannot be written, and one of another user', async () => {
    await says('DATA_FOLDER_UNUSABLE', here({ MIZAN_DATA_DIR: '/dev/null/mizan' }));
    const foreign = process.getuid?.() === 0 ? folder() : '/usr';
    if (foreign !== '/usr') chownSync(foreign, 65_534, 65_534);
    await says('DATA_FOLDER_FOREIGN', here({ MIZAN_DATA_DIR: foreign }));
  });

  it('names a disk that is nearly full', async () => {
    await says('DISK_NEARLY_FULL', here({ MIZAN_DISK_RESERVE_MB: '1000000000' }));
  });

  it('names damaged files', async () => {
    const dataDir = folder();
    const { events, read } = dataFiles(dataDir);
    writeFileSync(events, 'not a database, but long enough to look at'.repeat(100));
    expect((await says('STORE_DAMAGED', here({ MIZAN_DATA_DIR: dataDir }))).detail).toContain(events);
    writeFileSync(read, 'not a database, but long enough to look at'.repeat(100));
    expect((await says('DATABASE_DAMAGED', here({ MIZAN_DATA_DIR: dataDir }))).detail).toContain(read);
  });

  it('names a store that a newer version wrote, which is to stay where it is', async () => {
    const dataDir = folder();
    const { events } = dataFiles(dataDir);
    const header = Buffer.alloc(32);
    header.write('MizanLog');
    header.writeUInt32LE(99, 8);
    header.writeUInt32LE(crc32(header.subarray(0, 28)), 28);
    writeFileSync(events, header);
    const { detail, remedy } = await says('STORE_NEWER', here({ MIZAN_DATA_DIR: dataDir }));
    expect(detail).toContain('format 99');
    expect(remedy).toBe('Update Mizan. The file is in order and in its place: leave it there.');
  });

  it('names a schema that is newer', async () => {
    const dataDir = folder();
    const { read } = dataFiles(dataDir);
    const file = new DatabaseSync(read);
    file.exec('create table kysely_migration (name text, timestamp text)');
    file.exec("insert into kysely_migration values ('0099-later', '2027')");
    file.close();
    expect((await says('SCHEMA_NEWER', here({ MIZAN_DATA_DIR: dataDir }))).detail).toContain('0099-later');
  });

  it('names a database that does not answer', async () => {
    const url = `postgresql://mizan:secret@127.0.0.1:${String(await freePort())}/mizan`;
    const { detail, remedy } = await says('DATABASE_UNREACHABLE', here({ MIZAN_POSTGRES_URL: url }));
    expect(detail + remedy).not.toContain('secret');
  });

  it('names an event store that does not answer', async () => {
    const port = String(await freePort());
    const env = here({ MIZAN_EVENTSTORE: `esdb://127.0.0.1:${port}?tls=false` });
    expect((await says('STORE_UNREACHABLE', env)).detail).toContain(port);
  });

  it('names an identity provider that does not answer, and one without keys', async () => {
    const oidc = (port: number) =>
      here({ MIZAN_OIDC_ISSUER: `http://127.0.0.1:${port}`, MIZAN_OIDC_CLIENT_ID: 'mizan' });
    await says('IDENTITY_PROVIDER_UNREACHABLE', oidc(await freePort()));
    const server = createHttpServer((request, response) => {
      const jwks_uri = `http://${request.headers.host ?? ''}/jwks`;
      response.end(JSON.stringify(request.url === '/jwks' ? { keys: [] } : { jwks_uri }));
    });
    await says('IDENTITY_KEYS_EMPTY', oidc(await listening(server)));
  });

  it('names processes that are on record and gone, and a worker that is missing', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const record = { worker: { pid: child.pid }, api: { pid: process.pid } };
    writeFileSync(dataFiles(ledger.settings.dataDir).runtime, JSON.stringify(record));
    expect((await says('PROCESS_GONE', here())).detail).toContain('worker');
    await says('WORKER_MISSING', here());
    rmSync(dataFiles(ledger.settings.dataDir).runtime);
  });

  /** An api over the ledger's read models and another store. */
  async function withApi(changes: Partial<Settings>, work: (url: string) => Promise<void>): Promise<void> {
    const api = await createApi({ ...ledger.settings, port: 0, ...changes });
    try {
      await work(api.url);
    } finally {
      await api.close();
    }
  }

  it('names a store that is away while the api runs, and read models of another ledger', async () => {
    const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    const other = { eventStore: node.connectionString };
    await withApi(other, async (url) => {
      await says('LEDGER_MISMATCH', here({ MIZAN_URL: url }));
      await node.stop();
      const { detail } = await says('STORE_UNREACHABLE', here({ MIZAN_URL: url }));
      expect(detail).toMatch(/^The api cannot reach the event store esdb:\/\/127\.0\.0\.1:/);
      named.pop();
    });
  });

  it('names a clock that was set back', async () => {
    ahead = 3_600_000;
    const sharer = await callerAs(ledger, 'pk.sharer');
    const { status, body } = await sharer('POST', '/v1/shares', { body: exampleShare() });
    ahead = 0;
    expect([status, body['code']]).toEqual([201, undefined]);
    expect((await says('CLOCK_SKEW', here())).detail).toMatch(/3[56]\d\d s from now/);
  });

  it('named more than ten kinds', () => {
    expect(new Set(named).size).toBeGreaterThan(10);
  });
});
