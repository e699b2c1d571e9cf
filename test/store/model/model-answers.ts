import type { Positions } from '../../conformance/positions';
import type { BatchPart, ReadRequest, WriteTarget } from '../../conformance/transcript';
import { type Entry, type ModelLog, NO_STREAM, TOMBSTONE } from './model-log';
import { linkTarget } from './model-reads';
import type { Outcome } from './model-writes';

export const OK = { status: 'OK' };

export function streamDeleted(stream: string): object {
  return failedPrecondition({ exception: 'stream-deleted', 'stream-name': stream });
}

export function appendAnswer(outcome: Outcome, target: WriteTarget, positions: Positions): object {
  if (outcome.kind === 'deleted') return streamDeleted(target.stream);
  if (outcome.kind === 'written') return { success: success(outcome, positions) };
  const { expected } = target;
  const { current } = outcome;
  return {
    wrongExpectedVersion: {
      current: current === NO_STREAM ? 'no_stream' : String(current),
      current2060: current === NO_STREAM ? 'no_stream' : current,
      expected: String(expected),
      // The old field says "no stream" as 2^64-1, which JavaScript rounds.
      expected2060: expected === 'no_stream' ? 2 ** 64 : expected,
    },
  };
}

export function deleteAnswer(outcome: Outcome, target: WriteTarget, positions: Positions): object {
  if (outcome.kind === 'deleted') return streamDeleted(target.stream);
  if (outcome.kind === 'written') return { position: position(outcome.position, positions) };
  const special = { any: -2, no_stream: -1, stream_exists: -4 };
  const { expected } = target;
  return failedPrecondition({
    exception: 'wrong-expected-version',
    'stream-name': target.stream,
    'expected-version': String(typeof expected === 'number' ? expected : special[expected]),
    'actual-version': String(outcome.current),
  });
}

export function batchAnswer(outcome: Outcome, part: BatchPart, positions: Positions): object {
  const { correlation, stream, expected } = part;
  const common = { correlation, stream, expected: 'absent' };
  if (outcome.kind === 'written') return { ...common, success: success(outcome, positions) };
  if (outcome.kind === 'deleted')
    return { ...common, error: batchError(5, 'StreamDeleted', { streamIdentifier: stream }) };
  const { current } = outcome;
  const flag = { any: 'expectedAny', no_stream: 'expectedNoStream', stream_exists: 'expectedStreamExists' };
  const detail = {
    currentStreamRevision: current === NO_STREAM ? '0' : String(current),
    ...(current === NO_STREAM ? { currentNoStream: {} } : {}),
    expectedStreamPosition: typeof expected === 'number' ? String(expected) : '0',
    ...(typeof expected === 'number' ? {} : { [flag[expected]]: {} }),
  };
  return { ...common, error: batchError(6, 'WrongExpectedVersion', detail) };
}

/** The event as its reader gets it; a link that is to be resolved comes with what it leads to, or with nothing. */
export function eventAnswer(
  log: ModelLog,
  entry: Entry,
  { request, positions }: { request: ReadRequest; positions: Positions },
): object {
  const recorded = (one: Entry): object => recordedAnswer(one, request.uuid === 'structured', positions);
  const target = request.resolveLinks === true ? linkTarget(log, entry) : null;
  const at = positions.note(String(entry.position));
  if (target === null) return { event: recorded(entry), position: at };
  return { event: target === undefined ? null : recorded(target), link: recorded(entry), position: at };
}

function recordedAnswer(entry: Entry, structured: boolean, positions: Positions): object {
  const { id, stream, revision, type, contentType, data, metadata } = entry;
  return {
    id: structured ? 'structured' : id,
    stream,
    revision: revision === TOMBSTONE ? String(2n ** 63n - 1n) : String(revision),
    ...position(entry.position, positions),
    metadata: { type, 'content-type': contentType, created: '<ticks>' },
    data,
    customMetadata: metadata,
  };
}

function success(outcome: Extract<Outcome, { kind: 'written' }>, positions: Positions): object {
  const { revision } = outcome;
  const at = position(outcome.position, positions);
  return revision === NO_STREAM
    ? { noStream: true, position: at }
    : { currentRevision: String(revision), position: at };
}

function position(value: number, positions: Positions): object {
  const noted = positions.note(String(value));
  return { commit: noted, prepare: noted };
}

/** Headers carry ASCII only; everything else is percent-encoded in them. */
function failedPrecondition(details: Record<string, string>): object {
  const encoded = Object.entries(details).map(([key, value]) => [
    key,
    value.replace(/[^\x20-\x7e]/gu, encodeURIComponent),
  ]);
  return { status: 'FAILED_PRECONDITION', trailers: Object.fromEntries(encoded) as object, text: '<text>' };
}

function batchError(code: number, type: string, detail: object): object {
  return { code, type: `type.googleapis.com/event_store.client.${type}`, text: '<text>', detail };
}
