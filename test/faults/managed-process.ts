import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface ProcessPlan {
  /** Built file below `dist`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Ready {
  readonly ready: true;
  /** Set by processes that listen. */
  readonly port?: number;
}

const dist = join(__dirname, '..', '..', 'dist');
/** How long a process may take to say that it is ready, in milliseconds. */
const patience = 90_000;

/** One process of Mizan as the launcher starts it, but without the launcher, so that it can be killed alone. */
export class ManagedProcess {
  private child: ChildProcess | null = null;
  private said = '';

  constructor(
    readonly name: string,
    private readonly plan: ProcessPlan,
  ) {}

  /** Resolves with its {ready: true}. @throws when it ends before, with what it said */
  async start(): Promise<Ready> {
    const file = join(dist, this.plan.file);
    if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first.`);
    this.said = '';
    const child = spawn(process.execPath, ['--no-warnings', file, ...this.plan.args], {
      env: { ...inherited(), ...this.plan.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-4_000)));
    this.child = child;
    return this.readiness(child);
  }

  /** Null while it does not run. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** As when the power fails: nothing gets to say goodbye. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** In order. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  private async readiness(child: ChildProcess): Promise<Ready> {
    const alarm = new AbortController();
    const { signal } = alarm;
    const late = setTimeout(() => alarm.abort(), patience);
    try {
      return await Promise.race([readyMessage(child, signal), this.ended(child, signal)]);
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new Error(`${this.name} was not ready within ${patience} ms. ${this.said}`, { cause: error });
    } finally {
      clearTimeout(late);
      alarm.abort();
    }
  }

  private async ended(child: ChildProcess, signal: AbortSignal): Promise<never> {
    const [code, killedBy] = (await once(child, 'exit', { signal })) as [number | null, string | null];
    throw new Error(`${this.name} ended (${code ?? killedBy}) before it was ready. ${this.said}`);
  }
}

async function readyMessage(child: ChildProcess, signal: AbortSignal): Promise<Ready> {
  for (;;) {
    const [message] = (await once(child, 'message', { signal })) as [Partial<Ready>];
    if (message.ready === true) return message as Ready;
  }
}

/** A setting of the person's shell must not change what is tested. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('MIZAN_')));
}
