import { derivedId } from './ids';
import type { Clock } from './clock';
import type { Decoded } from './events';
import type { Effect, Process, Timer, TimerStore, TimerWrites } from './process';
import type { Projection, ProjectionBatch } from './projection';

/** Gives a process's command to a command handler as the actor System. Resolves also when the domain refuses. */
export type Dispatch<C> = (command: C, commandId: string) => Promise<void>;

/** Namespace of the command ids that processes send. */
const processNamespace = '7f1a0d52-5f0e-5f4e-9d1b-0d6f0c2f6a11';

/**
 * A process as a projection of the ledger onto timers: reacting and moving the checkpoint are one transaction.
 * During a rebuild (events up to `rebuiltUpTo`) only schedules and cancels count, nothing is sent again.
 */
export function asProjection<C>(
  process: Process<C>,
  rebuiltUpTo: bigint | null = null,
): Projection<TimerWrites> {
  return {
    name: process.name,
    version: process.version,
    open: (writes) => new ProcessBatch(process, writes, rebuiltUpTo),
  };
}

class ProcessBatch<C> implements ProjectionBatch {
  constructor(
    private readonly process: Process<C>,
    private readonly writes: TimerWrites,
    private readonly rebuiltUpTo: bigint | null,
  ) {}

  async apply(event: Decoded): Promise<void> {
    const rebuilding = this.rebuiltUpTo !== null && event.position <= this.rebuiltUpTo;
    for (const effect of this.process.react(event)) {
      if (!(rebuilding && effect.effect === 'send')) await this.write(effect);
    }
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  private write(effect: Effect<C>): Promise<void> {
    const { name } = this.process;
    if (effect.effect === 'cancel') return this.writes.cancel(name, effect.key);
    const dueAt = effect.effect === 'schedule' ? Date.parse(effect.at) : 0;
    return this.writes.put({ process: name, key: effect.key, dueAt, command: effect.command });
  }
}

/**
 * Sends what is due. The command's id derives from process, key and due time, so two workers, a repeat after a crash,
 * or a clock that jumps back give the same command, which the command handler records once.
 * A timer whose dispatch rejects stays and is tried on the next call; it does not hold up the others. The first
 * rejection is thrown once all had their turn.
 */
export async function fireDue<C>(
  process: Process<C>,
  parts: { readonly timers: TimerStore; readonly clock: Clock; readonly dispatch: Dispatch<C> },
): Promise<number> {
  const due = await parts.timers.due(process.name, parts.clock.now());
  const failures: unknown[] = [];
  for (const timer of due) {
    try {
      await parts.dispatch(timer.command as C, commandIdOf(timer));
      await parts.timers.done(timer);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return due.length;
}

/** UUIDv5 of process, key and due time. */
export function commandIdOf(timer: Timer): string {
  return derivedId(processNamespace, `${timer.process}\n${timer.key}\n${timer.dueAt}`);
}
