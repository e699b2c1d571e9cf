import {
  ProjectionRunner,
  type EventCodec,
  type Projection,
  type ProjectionFailure,
  type ProjectionRunnerParts,
} from '@mizan/es';
import { errorWords } from '@mizan/runtime';
import type { Log } from '../log';
import { Backoff, pauseUntil } from './backoff';
import { leavingOut } from './leaving-out';

export interface SupervisionParts<Tx> extends ProjectionRunnerParts<Tx> {
  /** Whether another version of the projection wrote what is there. */
  readonly needsRebuild: () => Promise<boolean>;
  /** Folds the whole ledger anew and puts the result, with its checkpoint, in the place of what was there. */
  readonly rebuild: (codec: EventCodec) => Promise<void>;
  /** Ids of the events that operators let it leave out. */
  readonly leftOut: () => Promise<ReadonlySet<string>>;
  /** Clears what is stored of the event that stopped it. */
  readonly forgetFailure: () => Promise<void>;
  readonly log: Log;
}

/** A projection was told to go on and was stopped by an event again, or was not stopped at all. */
export class NotResumed extends Error {
  override readonly name = 'NotResumed';
}

/** Milliseconds between two looks at whether a projection got on. */
const lookInterval = 50;

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
    await this.parts.rebuild(await this.codec());
    await this.restart();
    this.parts.log.info(`Rebuilt ${this.name}.`);
  }

  /**
   * Starts a projection again that an event had stopped, where it stopped, without the events that it may leave out by
   * now. Resolves when it is past that event. @throws NotResumed
   */
  async resume(signal: AbortSignal): Promise<void> {
    const failure = (await this.parts.checkpoints.load(this.name))?.failure;
    if (!failure) throw new NotResumed(`${this.name} is not stopped.`);
    await this.parts.forgetFailure();
    await this.restart();
    while (!signal.aborted && !(await this.isPast(failure.position))) await pauseUntil(lookInterval, signal);
  }

  /** True once everything up to `position` is projected, or an event stopped the projection for good. */
  async isSettled(position: bigint): Promise<boolean> {
    const checkpoint = await this.parts.checkpoints.load(this.name);
    if (!checkpoint) return false;
    return checkpoint.failure !== null || (checkpoint.position !== null && checkpoint.position >= position);
  }

  private async isPast(position: bigint): Promise<boolean> {
    const checkpoint = await this.parts.checkpoints.load(this.name);
    if (checkpoint?.failure)
      throw new NotResumed(`${this.name} stopped again at ${placeOf(checkpoint.failure)}.`);
    return checkpoint !== null && checkpoint.position !== null && checkpoint.position >= position;
  }

  private async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  private async codec(): Promise<EventCodec> {
    return leavingOut(this.parts.codec, await this.parts.leftOut());
  }

  private async keepUp(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!signal.aborted) {
      const begun = Date.now();
      try {
        await this.runOnce(signal);
        return;
      } catch (error) {
        this.parts.log.warn(`Projection ${this.name} starts again: ${errorWords(error)}`);
        await backoff.pause(Date.now() - begun, signal);
      }
    }
  }

  /** Resolves when it was stopped or stopped itself; rejects when trying again may help. */
  private async runOnce(signal: AbortSignal): Promise<void> {
    const codec = await this.codec();
    if (await this.parts.needsRebuild()) await this.parts.rebuild(codec);
    if (signal.aborted) return;
    this.runner = new ProjectionRunner(this.projection, { ...this.parts, codec });
    const failure = await this.runner.run();
    // The error itself may quote the event: operators read it in the status, not in the log.
    if (failure) this.parts.log.error(`Projection ${this.name} stopped at ${placeOf(failure)}. ${advice}`);
  }
}

const advice = 'mizan projection status says why; retry, skip and rebuild are the ways on.';

function placeOf({ eventType, eventId, position, fingerprint }: ProjectionFailure): string {
  return `${eventType} ${eventId} at ${position} (${fingerprint})`;
}
