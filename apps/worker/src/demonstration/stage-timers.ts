import type { Timer, TimerStore, TimerWrites } from '@mizan/es';

/** The deadline process's timers while the story is told; the real ones follow from the ledger afterwards. */
export class StageTimers implements TimerStore, TimerWrites {
  private readonly timers = new Map<string, Timer>();

  put(timer: Timer): Promise<void> {
    this.timers.set(timer.key, timer);
    return Promise.resolve();
  }

  cancel(_process: string, key: string): Promise<void> {
    this.timers.delete(key);
    return Promise.resolve();
  }

  due(_process: string, now: number): Promise<readonly Timer[]> {
    return Promise.resolve(this.inOrder().filter(({ dueAt }) => dueAt <= now));
  }

  done({ key, dueAt }: Timer): Promise<void> {
    if (this.timers.get(key)?.dueAt === dueAt) this.timers.delete(key);
    return Promise.resolve();
  }

  /** When the next one falls due; null when none waits. */
  next(): number | null {
    return this.inOrder()[0]?.dueAt ?? null;
  }

  private inOrder(): Timer[] {
    return [...this.timers.values()].sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
  }
}
