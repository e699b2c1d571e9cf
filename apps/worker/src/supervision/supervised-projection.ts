import { ProjectionRunner, type Projection, type ProjectionRunnerParts } from '@mizan/es';
import type { Log } from '../log';
import { Backoff } from './backoff';

export interface SupervisionParts<Tx> extends ProjectionRunnerParts<Tx> {
  /** Whether another version of the projection wrote what is there. */
  readonly needsRebuild: () => Promise<boolean>;
  /** Folds the whole ledger anew and puts the result, with its checkpoint, in the place of what was there. */
  readonly rebuild: () => Promise<void>;
  readonly log: Log;
}

/**
 * Keeps one projection running: again after whatever passes (a moved checkpoint, the store or the database away),
 * never after an event that it cannot apply, and only after a rebuild when its version was raised.
 */
export class SupervisedProjection<Tx> {
  private runner: ProjectionRunner<Tx> | null = null;
  private life: { readonly abort: AbortController; readonly over: Promise<void> } | null = null;

  constructor(
    private readonly projection: Projection<Tx>,
    private readonly parts: SupervisionParts<Tx>,
  ) {}

  get name(): string {
    return this.projection.name;
  }

  start(): void {
    if (this.life) return;
    const abort = new AbortController();
    this.life = { abort, over: this.keepUp(abort.signal) };
  }

  async stop(): Promise<void> {
    const { life } = this;
    this.life = null;
    life?.abort.abort();
    this.runner?.stop();
    await life?.over;
  }

  /** Also what starts a projection again that an event had stopped. It serves its old rows until the new ones are complete. */
  async rebuild(): Promise<void> {
    this.parts.log.info(`Rebuilding ${this.name}.`);
    await this.parts.rebuild();
    await this.stop();
    this.start();
    this.parts.log.info(`Rebuilt ${this.name}.`);
  }

  /** True once everything up to `position` is projected, or an event stopped the projection for good. */
  async isSettled(position: bigint): Promise<boolean> {
    const checkpoint = await this.parts.checkpoints.load(this.name);
    if (!checkpoint) return false;
    return checkpoint.failure !== null || (checkpoint.position !== null && checkpoint.position >= position);
  }

  private async keepUp(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!signal.aborted) {
      const begun = Date.now();
      try {
        await this.runOnce(signal);
        return;
      } catch (error) {
        this.parts.log.warn(`Projection ${this.name} starts again: ${wordsOf(error)}`);
        await backoff.pause(Date.now() - begun, signal);
      }
    }
  }

  /** Resolves when it was stopped or stopped itself; rejects when trying again may help. */
  private async runOnce(signal: AbortSignal): Promise<void> {
    if (await this.parts.needsRebuild()) await this.parts.rebuild();
    if (signal.aborted) return;
    this.runner = new ProjectionRunner(this.projection, this.parts);
    const failure = await this.runner.run();
    if (!failure) return;
    const where = `${failure.eventType} ${failure.eventId} at ${failure.position}`;
    this.parts.log.error(
      `Projection ${this.name} stopped at ${where}: ${failure.error} (${failure.fingerprint})`,
    );
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
