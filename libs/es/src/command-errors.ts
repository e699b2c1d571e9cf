import type { Refusal } from './decider';
import type { Decoded } from './events';

/** The decider said no; nothing was stored. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** The caller named a revision (If-Match) that is no longer the newest; `since` holds what came after it. */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(
    readonly current: bigint | null,
    readonly since: readonly Decoded[],
  ) {
    super(`The stream is at ${current ?? 'no revision'} by now.`);
  }
}

/** The same command id was used before with another body. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
  constructor(readonly commandId: string) {
    super(`Command ${commandId} was recorded with another body.`);
  }
}
