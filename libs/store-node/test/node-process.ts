import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = join(__dirname, '..', 'dev', 'main.cjs');

export interface SpawnOptions {
  readonly database: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Shell words put before the command, such as `ulimit -f 4000;`. */
  readonly before?: string;
  readonly ipc?: boolean;
  /** Further arguments. */
  readonly args?: readonly string[];
  readonly uid?: number;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

export interface NodeProcess {
  readonly child: ChildProcess;
  readonly port: number;
  readonly connectionString: string;
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ended>;
}

function start(options: SpawnOptions): { child: ChildProcess; ended: Promise<Ended>; stdout: string[] } {
  const { database, port = 0, before = '' } = options;
  const command = `${before} exec "$0" "$@"`;
  const child = spawn(
    '/bin/bash',
    [
      '-c',
      command,
      process.execPath,
      MAIN,
      '--port',
      String(port),
      '--db',
      database,
      ...(options.args ?? []),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc === true ? (['ipc'] as const) : [])],
      env: { ...process.env, NODE_OPTIONS: '', ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    },
  );
  const stdout: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => stdout.push(chunk));
  const stderr = text(child.stderr as NodeJS.ReadableStream);
  const ended = once(child, 'exit').then(async ([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stderr: await stderr,
  }));
  return { child, ended, stdout };
}

/** The words at the start and the end of a run in which nothing happened. */
export const QUIET =
  /^Event store \S+( was made)?: format 3, \d+ events, last position \d+\.\n(The last run .*\n)?$/;

/** Starts the real process and waits for its ready line. */
export async function spawnNode(options: SpawnOptions): Promise<NodeProcess> {
  const { child, ended, stdout } = start(options);
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
  const connectionString = /^Event store is ready at (esdb:\S+)\n$/.exec(stdout.join(''))?.[1];
  if (connectionString === undefined) throw new Error(`The node did not start: ${(await ended).stderr}`);
  return { child, ended, connectionString, port: Number(/:(\d+)\?/.exec(connectionString)?.[1]) };
}

/** Starts the real process where it should fail, and waits for its end. */
export function spawnToEnd(options: SpawnOptions): Promise<Ended> {
  return start(options).ended;
}

/** A folder that is gone after the test; gives its path and the way to remove it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'mizan-node-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
