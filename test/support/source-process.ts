import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot, type Settings } from '@mizan/runtime';

export interface SourceProcess {
  /** What it said when it was ready: an api its port. */
  readonly port: number | null;
  /** What it wrote to either stream so far. */
  readonly said: () => string;
  /** Resolves with the exit code. */
  stop(): Promise<number | null>;
}

type Place = Pick<Settings, 'dataDir' | 'eventStore' | 'postgresUrl'>;

const root = projectRoot();

/** An api or a worker as a process of its own, from its sources; resolves when it is ready (a worker: or stands by). */
export async function startProcess(
  app: 'api' | 'worker',
  { dataDir, eventStore, postgresUrl }: Place,
  more: Readonly<Record<string, string>> = {},
): Promise<SourceProcess> {
  const child = fork(join(root, 'apps', app, 'src', 'main.ts'), {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      MIZAN_DATA_DIR: dataDir,
      MIZAN_EVENTSTORE: eventStore,
      MIZAN_DEMO: '0',
      MIZAN_PORT: '0',
      ...(postgresUrl === null ? {} : { MIZAN_POSTGRES_URL: postgresUrl }),
      ...more,
    },
    execArgv: [
      '--no-warnings',
      '--require',
      join(root, 'libs', 'store-node', 'dev', 'register-typescript.cjs'),
    ],
    silent: true,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => said.push(String(text)));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const early = ended.then(() => Promise.reject(new Error(said.join(''))));
  const { port = null } = await Promise.race([ready(child), early]);
  early.catch(() => undefined);
  return {
    port,
    said: () => said.join(''),
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

async function ready(child: ChildProcess): Promise<{ readonly port?: number }> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ ready?: true; port?: number }];
    if (message.ready) return message;
  }
}
