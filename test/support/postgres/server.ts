import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { isRoot, nobody, programs } from './binaries';
import { prefix, sweepLeftovers } from './leftovers';

export interface PostgresServer {
  /** Connection string of its first database, as its superuser. */
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Nothing here survives a crash of the machine, and nothing here has to. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const small = ['shared_buffers=32MB', 'max_connections=200', 'wal_level=minimal', 'max_wal_senders=0'];
const private_ = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', 'log_min_messages=fatal'];

/** A real PostgreSQL on a free loopback port, in a folder of its own, that trusts whoever connects. `durable` is for measuring. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  sweepLeftovers();
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o711);
  if (isRoot()) chownSync(folder, nobody, nobody);
  const data = join(folder, 'data');
  await promisify(execFile)(join(bin, 'initdb'), initOptions(data), asNobody(folder));
  const port = await freePort();
  const options = [...(durable ? [] : careless), ...small, ...private_].flatMap((option) => ['-c', option]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...options], {
    ...asNobody(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => void (said = (said + text).slice(-2_000)));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilAnswers(url, { server, said: () => said });
  const stop = async () => {
    const ended = once(server, 'exit');
    if (server.exitCode === null && server.signalCode === null && server.kill('SIGINT')) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, port, process: server, stop };
}

function initOptions(data: string): string[] {
  const encoding = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin'];
  return ['-D', data, '--username=postgres', '--auth=trust', '--no-sync', ...encoding];
}

/** The server must be able to enter the folder that it works in. */
function asNobody(cwd: string): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  return isRoot() ? { cwd, env, uid: nobody, gid: nobody } : { cwd, env };
}

interface Starting {
  readonly server: ChildProcess;
  readonly said: () => string;
}

async function untilAnswers(url: string, { server, said }: Starting): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (server.exitCode !== null || Date.now() > until)
      throw new Error(`PostgreSQL did not start (exit code ${String(server.exitCode)}): ${said()}`);
    await pause(50);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
