import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot, type Settings } from '@mizan/runtime';

export interface WorkerProcess {
  /** What it wrote to either stream so far. */
  readonly said: () => string;
  stop(): Promise<void>;
}

const root = projectRoot();

/** The worker as a process of its own, from its sources; resolves when it is at work or stands by. */
export async function startWorker(
  { dataDir, eventStore, postgresUrl }: Pick<Settings, 'dataDir' | 'eventStore' | 'postgresUrl'>,
  more: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const child = fork(join(root, 'apps', 'worker', 'src', 'main.ts'), {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      MIZAN_DATA_DIR: dataDir,
      MIZAN_EVENTSTORE: eventStore,
      MIZAN_DEMO: '0',
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
  const ended = once(child, 'exit');
  await Promise.race([ready(child), ended.then(() => Promise.reject(new Error(said.join(''))))]);
  return {
    said: () => said.join(''),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ ready?: true }];
    if (message.ready) return;
  }
}
