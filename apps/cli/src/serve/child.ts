import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { childMessage, type ChildMessage } from './child-message';
import { eachLine } from './lines';

export type ChildName = 'store' | 'worker' | 'api';

export interface ChildPlan {
  readonly name: ChildName;
  /** Node's own flags. */
  readonly flags: readonly string[];
  /** Built file that Node runs. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface ChildHooks {
  message(message: ChildMessage): void;
  /** A line that the child wrote to either of its streams. */
  line(text: string): void;
  ended(ending: Ending): void;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines that the child wrote, oldest first. */
  readonly lastWords: readonly string[];
}

const wordsKept = 20;

/** One run of one child process: in the launcher's process group, and on an IPC channel whose loss ends it. */
export class Child {
  private readonly process: ChildProcess;
  private readonly lastWords: string[] = [];
  readonly ended: Promise<void>;

  constructor(
    plan: ChildPlan,
    private readonly hooks: ChildHooks,
  ) {
    this.process = spawn(process.execPath, [...process.execArgv, ...plan.flags, plan.file, ...plan.args], {
      env: plan.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process.on('message', (message) => hooks.message(childMessage(message)));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream) eachLine(stream, (line) => this.hear(line));
    }
    this.ended = this.end();
  }

  get pid(): number | null {
    return this.process.pid ?? null;
  }

  /** Asks the child to end; ends it outright after `patience` milliseconds. */
  async stop(patience: number): Promise<void> {
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), patience);
    await this.ended;
    clearTimeout(timer);
  }

  private hear(line: string): void {
    this.lastWords.push(line);
    if (this.lastWords.length > wordsKept) this.lastWords.shift();
    this.hooks.line(line);
  }

  /** 'close' and not 'exit': the last words must have arrived. */
  private async end(): Promise<void> {
    const [code, signal] = (await once(this.process, 'close')) as [number | null, NodeJS.Signals | null];
    this.hooks.ended({ code, signal, lastWords: this.lastWords });
  }
}
