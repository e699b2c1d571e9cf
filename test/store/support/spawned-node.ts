import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

export interface SpawnedNode {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  readonly connectionString: string;
  /** What it said on standard error so far. */
  readonly said: () => string;
  /** Resolves when the process is gone. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export interface SpawnPlan {
  readonly main: string;
  readonly database: string;
  /** Words before the node's own command line: `strace …`, `setpriv …`. */
  readonly wrapper?: readonly string[];
  /** Node's own flags. */
  readonly flags?: readonly string[];
  /** Bytes that no file may grow beyond. */
  readonly largestFile?: number;
}

/** Starts the node as a process of its own. Rejects with what it said when it ends before it is ready. */
export async function spawnNode(plan: SpawnPlan): Promise<SpawnedNode> {
  const { child, said, ended } = start(plan);
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { ready?: boolean; port?: number }) => resolve(message.port ?? 0));
    void ended.then(() => reject(new Error(said())));
  });
  const connectionString = `esdb://127.0.0.1:${String(port)}?tls=false`;
  return { child, pid: child.pid ?? 0, port, connectionString, said, ended };
}

/** Starts the node where it should refuse to; gives how it ended and what it said. */
export async function spawnToEnd(plan: SpawnPlan): Promise<{ code: number | null; said: string }> {
  const { child, said, ended } = start(plan);
  child.on('message', () => child.disconnect());
  const { code } = await ended;
  return { code, said: said() };
}

function start({ main, database, wrapper = [], flags = [], largestFile }: SpawnPlan) {
  const limit = largestFile === undefined ? '' : `ulimit -f ${String(Math.ceil(largestFile / 1024))}; `;
  const command = [
    ...wrapper,
    process.execPath,
    '--no-warnings',
    ...flags,
    main,
    '--port',
    '0',
    '--db',
    database,
  ];
  const child = spawn('/bin/bash', ['-c', `${limit}exec "$0" "$@"`, ...command], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (words = (words + chunk).slice(-10_000)));
  // Not `close`, which never comes when the channel was closed from this side.
  const wordsEnd = finished(child.stderr as Readable).catch(() => undefined);
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    await wordsEnd;
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  return { child, said: () => words, ended };
}
