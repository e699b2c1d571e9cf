import { GrpcError, Status, type StatusCode } from '../http/status';
import type { WriteOutcome } from '../storage/write-request';
import {
  badRequestDetail,
  type BatchAddress,
  batchRefused,
  batchReply,
  batchSucceeded,
  conflictDetail,
  streamDeletedDetail,
  timeoutDetail,
  tooLargeDetail,
} from '../wire/append-replies';
import type { PendingBatch } from './pending-batch';

/** google.rpc.Code, as the real server fills it in batch replies. */
const Code = {
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  RESOURCE_EXHAUSTED: 8,
  INTERNAL: 13,
  DATA_LOSS: 15,
} as const;

/** The same end as a status of gRPC; a conflict is an answer like any other. */
export function statusOf(outcome: WriteOutcome): StatusCode {
  switch (outcome.kind) {
    case 'written':
    case 'conflict':
      return Status.OK;
    case 'deleted':
      return Status.FAILED_PRECONDITION;
    case 'expired':
      return Status.DEADLINE_EXCEEDED;
    case 'fault':
      return outcome.damaged ? Status.DATA_LOSS : Status.INTERNAL;
  }
}

export function toReply(batch: PendingBatch, outcome: WriteOutcome): Buffer {
  switch (outcome.kind) {
    case 'written':
      return batchReply(batch.address, batchSucceeded(outcome));
    case 'conflict': {
      const detail = conflictDetail(batch.expected, outcome.current);
      return batchReply(
        batch.address,
        batchRefused(Code.ALREADY_EXISTS, 'The stream is at another revision than expected.', detail),
      );
    }
    case 'deleted':
      return batchReply(
        batch.address,
        batchRefused(Code.NOT_FOUND, 'The stream is deleted.', streamDeletedDetail(batch.stream)),
      );
    case 'expired':
      return timeout(batch.address);
    case 'fault':
      // The protocol's own detail for this carries no text, and the official client then shows none.
      return batchReply(
        batch.address,
        batchRefused(
          outcome.damaged ? Code.DATA_LOSS : Code.INTERNAL,
          outcome.text,
          badRequestDetail(outcome.text),
        ),
      );
  }
}

export function timeout(address: BatchAddress): Buffer {
  return batchReply(
    address,
    batchRefused(
      Code.DEADLINE_EXCEEDED,
      'The deadline of the append has passed; nothing was stored.',
      timeoutDetail(),
    ),
  );
}

/** The reply to an append that was refused before it was tried. */
export function refusal(address: BatchAddress, error: unknown, maxAppendSize: number): Buffer {
  const text = error instanceof Error ? error.message : String(error);
  const tooLarge =
    error instanceof GrpcError && error.trailers['exception'] === 'maximum-append-size-exceeded';
  const detail = tooLarge ? tooLargeDetail(maxAppendSize) : badRequestDetail(text);
  const exhausted = error instanceof GrpcError && error.status === Status.RESOURCE_EXHAUSTED;
  const code = exhausted ? Code.RESOURCE_EXHAUSTED : Code.INVALID_ARGUMENT;
  return batchReply(address, batchRefused(code, text, detail));
}
