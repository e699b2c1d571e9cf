import type { Appended, EventMetadata } from './events';

/** One order to one stream. Repeating it with the same `commandId` gives the first answer again. */
export interface Order<C> {
  readonly stream: string;
  /** UUID; event ids derive from it. */
  readonly commandId: string;
  /** Hash of the request; another one under the same `commandId` is an IdempotencyConflict. */
  readonly bodyHash?: string;
  /** If-Match: with it a conflict is never retried. */
  readonly expectedRevision?: bigint;
  /** The stream's name derives from this order: it is taken to be empty, and read only if it turns out not to be. */
  readonly opensStream?: boolean;
  /** Who, under which rubric, caused by what: goes into every event's envelope. */
  readonly metadata: {
    readonly correlationId?: string;
    readonly causationId?: string;
    readonly [key: string]: unknown;
  };
  /** Builds the command for the instant at which it is decided. */
  readonly command: (now: string) => C;
}

export interface Outcome {
  /** Null only when the stream is still empty. */
  readonly revision: bigint | null;
  readonly position: bigint | null;
  /** How many events this order recorded, also when it did so earlier. The last one's position is `position`. */
  readonly recorded: number;
  /** These events, taken apart when they are first asked for. */
  readonly events: () => readonly Appended[];
  readonly repeated: boolean;
}

/** What the kernel writes into the metadata of each of the order's events. */
export function envelopeOf(order: Order<unknown>, recordedAt: string): Omit<EventMetadata, 'version'> {
  return {
    ...order.metadata,
    recordedAt,
    commandId: order.commandId,
    ...(order.bodyHash === undefined ? {} : { bodyHash: order.bodyHash }),
    correlationId: order.metadata.correlationId ?? order.commandId,
    causationId: order.metadata.causationId ?? order.commandId,
  };
}
