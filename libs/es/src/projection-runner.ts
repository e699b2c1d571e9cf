import { createHash } from 'node:crypto';
import { UndecodableEvent, type EventCodec } from './codec';
import type { EventStore } from './event-store';
import type { Decoded, RecordedEvent } from './events';
import type { CheckpointStore, Projection, ProjectionFailure } from './projection';
import { subscriptionInbox, type Inbox } from './subscription-inbox';

export interface ProjectionRunnerParts<Tx> {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly checkpoints: CheckpointStore<Tx>;
}

/** Events per transaction at most. */
const batchSize = 500;

/** Carries one projection from its checkpoint to the end of the ledger and keeps it there until stopped. */
export class ProjectionRunner<Tx> {
  private position: bigint | null = null;
  private inbox: Inbox | null = null;
  private stopped = false;

  constructor(
    private readonly projection: Projection<Tx>,
    private readonly parts: ProjectionRunnerParts<Tx>,
  ) {}

  /**
   * Resolves when `stop` is called or an event made the projection fail; the failure is stored and returned.
   * @throws CheckpointMoved and database errors: the caller starts the runner again.
   */
  async run(): Promise<ProjectionFailure | null> {
    const checkpoint = await this.parts.checkpoints.load(this.projection.name);
    if (this.stopped) return null;
    this.position = checkpoint?.position ?? null;
    this.inbox = subscriptionInbox(this.parts.store, this.position, batchSize);
    try {
      return await this.drain(this.inbox);
    } finally {
      this.inbox.close();
    }
  }

  stop(): void {
    this.stopped = true;
    this.inbox?.close();
  }

  private async drain(inbox: Inbox): Promise<ProjectionFailure | null> {
    for (;;) {
      const signals = await inbox.take();
      if (signals === null) return null;
      const failure = await this.commit(signals.events, signals.upTo);
      if (failure) return failure;
    }
  }

  /** A batch that fails is repeated event by event, so that everything before the faulty one is kept. */
  private async commit(events: readonly RecordedEvent[], upTo: bigint): Promise<ProjectionFailure | null> {
    try {
      await this.advance(events, upTo);
      return null;
    } catch (error) {
      if (!(error instanceof ApplyFailed)) throw error;
      if (events.length > 1) return this.commitSingly(events, upTo);
      const failure = failureOf(this.projection.name, error);
      await this.parts.checkpoints.fail(this.projection.name, failure);
      return failure;
    }
  }

  private async commitSingly(
    events: readonly RecordedEvent[],
    upTo: bigint,
  ): Promise<ProjectionFailure | null> {
    for (const event of events) {
      const failure = await this.commit([event], event.position);
      if (failure) return failure;
    }
    return this.commit([], upTo);
  }

  private async advance(events: readonly RecordedEvent[], to: bigint): Promise<void> {
    const { name, version } = this.projection;
    if (this.position !== null && to <= this.position) return;
    await this.parts.checkpoints.advance({ name, version, from: this.position, to }, async (tx) => {
      const batch = this.projection.open(tx);
      for (const event of events) {
        try {
          const decoded = this.parts.codec.decode(event);
          if (decoded) await batch.apply(decoded);
        } catch (error) {
          throw new ApplyFailed(event, error);
        }
      }
      await batch.flush();
    });
    this.position = to;
  }
}

class ApplyFailed extends Error {
  constructor(
    readonly event: RecordedEvent,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

function failureOf(projection: string, { event, cause, message }: ApplyFailed): ProjectionFailure {
  // The message of an undecodable event names its id; the fingerprint must not.
  const fault = cause instanceof UndecodableEvent ? cause.problems.join('; ') : message;
  const fingerprint = createHash('sha256')
    .update(`${projection}\n${event.type}\n${fault}`)
    .digest('hex')
    .slice(0, 12);
  return { position: event.position, eventId: event.id, eventType: event.type, error: message, fingerprint };
}

/** Folds the whole ledger up to `upTo` through a projection, without checkpoints: for rebuilds and as-of proofs. */
export async function replayAll<Tx>(
  projection: Projection<Tx>,
  parts: Pick<ProjectionRunnerParts<Tx>, 'store' | 'codec'>,
  target: { readonly tx: Tx; readonly upTo?: bigint; readonly onEvent?: (event: Decoded) => void },
): Promise<bigint | null> {
  let batch = projection.open(target.tx);
  let position: bigint | null = null;
  let size = 0;
  for await (const event of parts.store.readAll()) {
    if (target.upTo !== undefined && event.position > target.upTo) break;
    const decoded = parts.codec.decode(event);
    if (decoded) {
      await batch.apply(decoded);
      target.onEvent?.(decoded);
    }
    position = event.position;
    if (++size % batchSize === 0) {
      await batch.flush();
      batch = projection.open(target.tx);
    }
  }
  await batch.flush();
  return position;
}
