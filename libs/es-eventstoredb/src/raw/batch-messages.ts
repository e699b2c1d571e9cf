import type { AppendResult, ExpectedRevision } from '@mizan/es';
import { sizeOf, writeEvent, writeIdentifier, type ProposedEvent } from './raw-requests';
import { WireReader } from './wire-reader';
import { WireWriter } from './wire-writer';

/** One append among others over one call. */
export interface BatchAppend {
  /** UUID; ties the answer to the append. */
  readonly correlation: string;
  readonly stream: Buffer;
  readonly expected: ExpectedRevision;
  /** Milliseconds since the epoch: the server drops it after that. */
  readonly deadline: number;
  readonly events: readonly ProposedEvent[];
}

/** A BatchAppendReq that is complete by itself. */
export function batchAppendRequest({
  correlation,
  stream,
  expected,
  deadline,
  events,
}: BatchAppend): Uint8Array {
  const request = new WireWriter(events.reduce((sum, event) => sum + sizeOf(event), 200));
  request.message(1, () => request.text(2, correlation));
  request.message(2, () => {
    writeIdentifier(request, 1, stream);
    writeExpected(request, expected);
    request.message(6, () => {
      request.uint32(1, Math.floor(deadline / 1000));
      request.uint32(2, (deadline % 1000) * 1_000_000);
    });
  });
  for (const event of events) request.message(3, () => writeEvent(request, event));
  request.uint32(4, 1);
  return request.finish();
}

function writeExpected(request: WireWriter, expected: ExpectedRevision): void {
  if (typeof expected === 'bigint') request.uint64(2, expected);
  else request.message(unnumbered[expected]);
}

const unnumbered = { no_stream: 3, any: 4, stream_exists: 5 } as const;

export interface BatchAnswer {
  readonly correlation: string;
  /** Null where the append was refused: the client knows the reasons. */
  readonly result: AppendResult | null;
}

export function readBatchAnswer(message: Buffer): BatchAnswer {
  const answer = new WireReader(message);
  let correlation = '';
  let result: AppendResult | null = null;
  while (answer.next()) {
    if (answer.field === 1) correlation = uuidIn(answer.message());
    else if (answer.field === 3) result = resultIn(answer.message());
    else answer.skip();
  }
  return { correlation, result };
}

function resultIn(success: WireReader): AppendResult {
  let [revision, position] = [0n, 0n];
  while (success.next()) {
    if (success.field === 1) revision = success.uint64();
    else if (success.field === 3) position = firstNumberIn(success.message());
    else success.skip();
  }
  return { revision, position };
}

function firstNumberIn(reader: WireReader): bigint {
  let number = 0n;
  while (reader.next()) {
    if (reader.field === 1) number = reader.uint64();
    else reader.skip();
  }
  return number;
}

/** As text, or as two halves of 64 bits. */
function uuidIn(reader: WireReader): string {
  let text = '';
  while (reader.next()) {
    if (reader.field === 2) text = reader.text();
    else text = halvesIn(reader.message());
  }
  return text;
}

function halvesIn(reader: WireReader): string {
  const halves = [0n, 0n];
  while (reader.next()) halves[reader.field - 1] = reader.uint64();
  const hex = halves.map((half) => half.toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
