import type { Expected } from './append-messages';
import { ProtoWriter } from './writer';

/** The revision meaning "there is no such stream". */
export const NO_STREAM = -1;
const NO_STREAM_ON_THE_OLD_WIRE = 2n ** 64n - 1n;

/** Where a write ended up: the last event's revision (-1: nothing there) and position. */
export interface Written {
  readonly revision: number;
  readonly position: number;
}

function position(value: number): ProtoWriter {
  return new ProtoWriter().uint(1, value).uint(2, value);
}

/** AppendResp.Success and BatchAppendResp.Success have the same fields. */
function success(written: Written): ProtoWriter {
  const reply = new ProtoWriter();
  if (written.revision === NO_STREAM) reply.empty(2);
  else reply.uint(1, written.revision);
  return reply.message(3, position(written.position));
}

export function appendSucceeded(written: Written): Buffer {
  return new ProtoWriter().message(1, success(written)).finish();
}

/** A conflict is a normal reply of Append; both generations of its fields are filled. */
export function appendConflicted(expected: Expected, current: number): Buffer {
  const reply = new ProtoWriter();
  if (current === NO_STREAM) reply.empty(2).empty(7);
  else reply.uint(1, current).uint(6, current);
  switch (expected.kind) {
    case 'any':
      reply.empty(4).empty(9);
      break;
    case 'streamExists':
      reply.empty(5).empty(10);
      break;
    case 'noStream':
      reply.uint(3, NO_STREAM_ON_THE_OLD_WIRE).empty(11);
      break;
    case 'revision':
      reply.uint(3, expected.revision).uint(8, expected.revision);
  }
  return new ProtoWriter().message(2, reply).finish();
}

/** DeleteResp and TombstoneResp alike. */
export function deleted(at: number): Buffer {
  return new ProtoWriter().message(1, position(at)).finish();
}

/** The two fields that tie a batch reply to its request; both exactly as they came. */
export interface BatchAddress {
  readonly correlation: Buffer | undefined;
  readonly identifier: Buffer | undefined;
}

export function batchReply(address: BatchAddress, outcome: ProtoWriter): Buffer {
  const reply = new ProtoWriter();
  if (address.correlation !== undefined) reply.bytes(1, address.correlation);
  reply.encoded(outcome.finish());
  if (address.identifier !== undefined) reply.bytes(4, address.identifier);
  return reply.finish();
}

export function batchSucceeded(written: Written): ProtoWriter {
  return new ProtoWriter().message(3, success(written));
}

/** A refusal of one batch append: google.rpc.Status with a detail of the protocol's own. */
export function batchRefused(code: number, text: string, detail: BatchDetail): ProtoWriter {
  const any = new ProtoWriter()
    .string(1, `type.googleapis.com/${detail.type}`)
    .bytes(2, detail.body.finish());
  return new ProtoWriter().message(2, new ProtoWriter().uint(1, code).string(2, text).message(3, any));
}

export interface BatchDetail {
  readonly type: string;
  readonly body: ProtoWriter;
}

export function conflictDetail(expected: Expected, current: number): BatchDetail {
  const body = new ProtoWriter();
  if (current === NO_STREAM) body.empty(2);
  else body.uint(1, current);
  if (expected.kind === 'revision') body.uint(3, expected.revision);
  else if (expected.kind === 'any') body.empty(4);
  else if (expected.kind === 'streamExists') body.empty(5);
  else body.empty(6);
  return { type: 'event_store.client.WrongExpectedVersion', body };
}

export function streamDeletedDetail(stream: Buffer): BatchDetail {
  const body = new ProtoWriter().message(1, new ProtoWriter().bytes(3, stream));
  return { type: 'event_store.client.StreamDeleted', body };
}

export function tooLargeDetail(limit: number): BatchDetail {
  return { type: 'event_store.client.MaximumAppendSizeExceeded', body: new ProtoWriter().uint(1, limit) };
}

export function timeoutDetail(): BatchDetail {
  return { type: 'event_store.client.Timeout', body: new ProtoWriter() };
}

export function badRequestDetail(text: string): BatchDetail {
  return { type: 'event_store.client.BadRequest', body: new ProtoWriter().string(1, text) };
}
