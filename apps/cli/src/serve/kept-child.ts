import type { ChildMessage } from './child-message';
import { Child, type ChildName, type ChildPlan, type Ending } from './child';
import { endingInWords } from './ending';
import { Restarts } from './restarts';
import { ServeProblem } from './serve-problem';

export interface KeptChildHooks {
  /** What the next run is started with; asked again at every restart. */
  plan(): ChildPlan;
  message(message: ChildMessage): void;
  line(name: ChildName, text: string): void;
  /** A run began, or ended: its process id changed. */
  changed(): void;
  /** It came back too often. */
  lost(problem: ServeProblem): void;
}

/** A child that is started again when it crashes. */
export class KeptChild {
  private readonly restarts = new Restarts();
  private child: Child | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;
  private settle: { ready(message: ChildMessage): void; failed(problem: ServeProblem): void } | null = null;

  constructor(
    readonly name: ChildName,
    private readonly hooks: KeptChildHooks,
  ) {}

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /**
   * Resolves with the first {ready: true}. @throws ServeProblem when the child ends of its own accord before that:
   * starting it again would only repeat what it says. One that was killed is started again.
   */
  start(): Promise<ChildMessage> {
    return new Promise((resolve, reject) => {
      this.settle = { ready: resolve, failed: reject };
      this.run();
    });
  }

  async stop(patience: number): Promise<void> {
    this.stopping = true;
    if (this.timer) clearTimeout(this.timer);
    await this.child?.stop(patience);
  }

  private run(): void {
    this.child = new Child(this.hooks.plan(), {
      message: (message) => this.hear(message),
      line: (text) => this.hooks.line(this.name, text),
      ended: (ending) => this.ended(ending),
    });
    this.hooks.changed();
  }

  private hear(message: ChildMessage): void {
    this.hooks.message(message);
    if (!message.ready) return;
    this.settle?.ready(message);
    this.settle = null;
  }

  private ended(ending: Ending): void {
    this.child = null;
    if (this.stopping) return;
    this.hooks.changed();
    if (this.settle && ending.signal === null) {
      this.settle.failed(new ServeProblem(endingInWords(this.name, ending)));
      return;
    }
    this.comeBack(ending);
  }

  /** After a pause also because a signal to the whole process group may reach the child before it reaches us. */
  private comeBack(ending: Ending): void {
    const words = endingInWords(this.name, ending);
    const pause = this.restarts.next(Date.now());
    if (pause === null) {
      const problem = new ServeProblem(`${words} It crashed more than five times within a minute.`);
      this.settle?.failed(problem);
      this.hooks.lost(problem);
      return;
    }
    this.timer = setTimeout(() => {
      this.hooks.line(this.name, `${words} Starting it again.`);
      this.run();
    }, pause);
  }
}
