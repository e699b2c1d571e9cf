import { HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  CommandRefused,
  EventStoreError,
  IdempotencyConflict,
  StaleRevision,
  UndecodableEvent,
} from '@mizan/es';
import { isBodyError, problemOfBody } from './body-problem';
import { problemOfHttp } from './http-problem';
import { Problem } from './problem';
import { problemOfReadModel } from './read-model-problem';
import { refusalStatus } from './refusal-status';
import { problemOfResource } from './resource-problem';
import { problemOfStore } from './store-problem';

/** The problem that an error stands for; null for one that nobody foresaw. */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof CommandRefused) return refused(error);
  if (error instanceof StaleRevision) return stale(error);
  if (error instanceof IdempotencyConflict) return otherBody(error);
  if (error instanceof AppendTooLarge) return tooLarge(error);
  if (error instanceof UndecodableEvent) return unreadable(error);
  if (error instanceof EventStoreError) return problemOfStore(error);
  if (error instanceof HttpException) return problemOfHttp(error);
  if (isBodyError(error)) return problemOfBody(error);
  return problemOfReadModel(error) ?? problemOfResource(error);
}

function refused({ refusal }: CommandRefused): Problem {
  const { refused: code, detail, remedy } = refusal;
  return new Problem({ code, status: refusalStatus(code), detail, remedy });
}

function stale({ current, since }: StaleRevision): Problem {
  const events = since.map(({ id, type, revision, position, metadata }) => ({
    id,
    type,
    revision: revision.toString(),
    position: position.toString(),
    recordedAt: metadata.recordedAt,
  }));
  return new Problem({
    code: 'REVISION_STALE',
    status: 412,
    detail: `The record is at revision ${current ?? 'none'} by now.`,
    remedy: 'Look at the events since, and send the order again with the newest ETag if it still stands.',
    extra: { current: current?.toString() ?? null, since: events },
    headers: current === null ? {} : { ETag: `"${current}"` },
  });
}

function otherBody({ commandId }: IdempotencyConflict): Problem {
  return new Problem({
    code: 'IDEMPOTENCY_KEY_REUSED',
    status: 422,
    detail: `The Idempotency-Key ${commandId} stands for another order already.`,
    remedy: 'Nothing was stored. Use a new UUID for a new order; repeat the old one with exactly its body.',
  });
}

function tooLarge({ maxBytes }: AppendTooLarge): Problem {
  return new Problem({
    code: 'APPEND_TOO_LARGE',
    status: 413,
    detail: `The event store takes at most ${maxBytes} bytes at once; this order would need more.`,
    remedy: 'Nothing was stored. Shorten the texts of the order.',
  });
}

function unreadable(error: UndecodableEvent): Problem {
  return new Problem({
    code: 'LEDGER_UNREADABLE',
    status: 500,
    detail: error.message,
    remedy:
      'The event was written by a newer Mizan or by something else. Run the newest version, or tell the operator.',
  });
}
