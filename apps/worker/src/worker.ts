import { mkdirSync } from 'node:fs';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ReadDatabaseProblem, workerLock, type HeldLock, type WorkerLock } from '@mizan/read-models';
import { databases, type Lifetime } from '@mizan/runtime';
import { Shift } from './shift';
import { Backoff, pauseUntil } from './supervision/backoff';
import { WORKER_PARTS, type WorkerParts } from './tokens';

/** Milliseconds between two attempts of a standby worker to take over. */
const standbyInterval = 200;

/** Waits for the lock of the ledger's read side, then works until it is stopped; waits again when the lock is lost. */
@Injectable()
export class Worker implements OnModuleDestroy {
  private readonly abort = new AbortController();
  private life: Promise<void> = Promise.resolve();
  private told = false;

  constructor(@Inject(WORKER_PARTS) private readonly parts: WorkerParts) {}

  /** Whether it has begun: at work, or standing by for another worker. */
  get isReady(): boolean {
    return this.told;
  }

  /** Resolves when the work is done in order; ready is told once: at work, or standing by for another worker. */
  run(launcher: Lifetime): Promise<void> {
    this.life = this.live(launcher);
    return this.life;
  }

  async onModuleDestroy(): Promise<void> {
    this.abort.abort();
    await this.life.catch(() => undefined);
    await this.parts.store.close();
    await this.parts.tracing.close();
  }

  private async live(launcher: Lifetime): Promise<void> {
    const { settings } = this.parts;
    mkdirSync(settings.dataDir, { recursive: true });
    const lock = workerLock(databases(settings).workerLock);
    const backoff = new Backoff();
    try {
      while (!this.abort.signal.aborted) {
        const begun = Date.now();
        if (!(await this.tryTurn(lock, launcher))) await backoff.pause(Date.now() - begun, this.abort.signal);
      }
    } finally {
      await lock.close();
    }
  }

  /** False when the database was away: that may pass. @throws what only a person can mend */
  private async tryTurn(lock: WorkerLock, launcher: Lifetime): Promise<boolean> {
    try {
      const held = await this.waitForLock(lock, launcher);
      if (held) await this.work(held, launcher);
      return true;
    } catch (error) {
      if (!(error instanceof ReadDatabaseProblem && error.passing)) throw error;
      this.parts.log.warn(`The worker waits for its database: ${error.message}`);
      return false;
    }
  }

  private async work(held: HeldLock, launcher: Lifetime): Promise<void> {
    const signal = AbortSignal.any([this.abort.signal, held.lost]);
    const shift = new Shift(this.parts, launcher);
    try {
      await shift.begin(signal);
      if (!signal.aborted) this.tellReady(launcher);
      await aborted(signal);
      if (held.lost.aborted) this.parts.log.warn('The worker lost its lock and stands by again.');
    } finally {
      await shift.end();
      await held.release();
    }
  }

  private async waitForLock(lock: WorkerLock, launcher: Lifetime): Promise<HeldLock | null> {
    while (!this.abort.signal.aborted) {
      const held = await lock.tryAcquire();
      if (held) return held;
      this.tellReady(launcher);
      await pauseUntil(standbyInterval, this.abort.signal);
    }
    return null;
  }

  private tellReady(launcher: Lifetime): void {
    if (!this.told) launcher.ready();
    this.told = true;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
