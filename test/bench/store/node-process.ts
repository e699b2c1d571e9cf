import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

export interface NodeProcess {
  readonly pid: number;
  readonly port: number;
  readonly connectionString: string;
  /** From its start until it took connections, milliseconds. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** The node from the build, as `npm start` starts it. */
export function startNode(database: string): Promise<NodeProcess> {
  const main = join(root, 'dist', 'libs', 'store-node', 'src', 'main.js');
  return started([main, '--port', '0', '--db', database]);
}

/** The node that stores nothing. */
export function startHollowNode(): Promise<NodeProcess> {
  return started(['--import', join(root, 'scripts', 'ts.mjs'), join(__dirname, 'hollow-node.ts')]);
}

async function started(args: readonly string[]): Promise<NodeProcess> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await portOf(child);
  return {
    pid: child.pid ?? 0,
    port,
    connectionString: `esdb://127.0.0.1:${String(port)}?tls=false`,
    readyMs: performance.now() - begun,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: { port?: number }) => resolve(message.port ?? 0));
    child.once('exit', (code) => reject(new Error(`A node ended (${String(code)}) before it was ready.`)));
  });
}
