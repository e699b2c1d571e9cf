import { mkdirSync } from 'node:fs';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { acquireWorkerLock, type WorkerLock } from '@mizan/read-models';
import { dataFiles, type Lifetime } from '@mizan/runtime';
import { Shift } from './shift';
import { pauseUntil } from './supervision/backoff';
import { WORKER_PARTS, type WorkerParts } from './tokens';

/** Milliseconds between two attempts of a standby worker to take over. */
const standbyInterval = 200;

/** Waits for the lock of the data folder, then works until it is stopped. */
@Injectable()
export class Worker implements OnModuleDestroy {
  private readonly abort = new AbortController();
  private life: Promise<void> = Promise.resolve();
  private told = false;

  constructor(@Inject(WORKER_PARTS) private readonly parts: WorkerParts) {}

  /** Resolves when the work is done in order; ready is told once: at work, or standing by for another worker. */
  run(launcher: Lifetime): Promise<void> {
    this.life = this.live(launcher);
    return this.life;
  }

  async onModuleDestroy(): Promise<void> {
    this.abort.abort();
    await this.life.catch(() => undefined);
    await this.parts.store.close();
  }

  private async live(launcher: Lifetime): Promise<void> {
    const lock = await this.waitForLock(launcher);
    if (!lock) return;
    const shift = new Shift(this.parts, launcher);
    try {
      await shift.begin(this.abort.signal);
      if (!this.abort.signal.aborted) this.tellReady(launcher);
      await aborted(this.abort.signal);
    } finally {
      await shift.end();
      lock.release();
    }
  }

  private async waitForLock(launcher: Lifetime): Promise<WorkerLock | null> {
    const { dataDir } = this.parts.settings;
    mkdirSync(dataDir, { recursive: true });
    while (!this.abort.signal.aborted) {
      const lock = acquireWorkerLock(dataFiles(dataDir).workerLock);
      if (lock) return lock;
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
