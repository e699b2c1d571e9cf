import type { Decoded } from './events';

/**
 * A read model's fold. One batch lives for one transaction `Tx`: events are applied one at a time in memory,
 * `flush` writes what they changed since it was last called. Applying sets values; it never adds to what an earlier run
 * may have written.
 */
export interface Projection<Tx> {
  readonly name: string;
  /** Raised when the tables or their meaning change: the runner then rebuilds. */
  readonly version: number;
  open(tx: Tx): ProjectionBatch;
}

export interface ProjectionBatch {
  /** Rejects before it has changed anything: the batch can then still be flushed. */
  apply(event: Decoded): Promise<void> | void;
  flush(): Promise<void>;
  /**
   * For batches of very many events, called now and then: writes what no later event will change, and of the rest what
   * would take up too much memory. Absent where `flush` does the same.
   */
  relieve?(): Promise<void>;
}

export interface ProjectionFailure {
  readonly position: bigint;
  readonly eventId: string;
  readonly eventType: string;
  readonly error: string;
  /** Same fault, same fingerprint: SHA-256 of projection, event type and error, first 12 hex digits. */
  readonly fingerprint: string;
}

export interface Checkpoint {
  /** Everything up to here is in the tables; null before the first event. */
  readonly position: bigint | null;
  readonly version: number;
  readonly failure: ProjectionFailure | null;
}

/** Somebody else moved the checkpoint between load and advance: this runner must start over from the stored one. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Port to the database that holds both a projection's rows and its checkpoint. */
export interface CheckpointStore<Tx> {
  /** Null when this projection never ran here. */
  load(name: string): Promise<Checkpoint | null>;
  /** Runs `work` and moves the checkpoint in one transaction. @throws CheckpointMoved, and then nothing is written */
  advance(move: CheckpointMove, work: (tx: Tx) => Promise<void>): Promise<void>;
  fail(name: string, failure: ProjectionFailure): Promise<void>;
}

export interface CheckpointMove {
  readonly name: string;
  readonly version: number;
  readonly from: bigint | null;
  readonly to: bigint;
}
