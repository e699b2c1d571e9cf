import type { ExpectedRevision, RequestEvent } from '../../conformance/transcript';
import {
  DELETING,
  describedBy,
  type Entry,
  jsonObject,
  metadataOf,
  type ModelLog,
  NO_STREAM,
  TOMBSTONE,
} from './model-log';

export type Outcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'deleted' };

interface Target {
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

/** The id of events that the server makes by itself. */
const SERVER_MADE = '<server-made id>';

export function append(log: ModelLog, target: Target & { events: readonly RequestEvent[] }): Outcome {
  const { stream, events } = target;
  const refusal = judge(
    log,
    target,
    events.map((event) => event.id),
  );
  if (refusal !== 'write') return refusal;
  if (events.length === 0)
    return { kind: 'written', revision: log.last(stream), position: log.takePosition() };
  const wasDeleted = log.limits(stream).softDeleted;
  const described = describedBy(stream);
  const describedWasDeleted = described !== undefined && log.limits(described).softDeleted;
  const start = log.last(stream) + 1;
  const written = events.map((event, index) => log.add(stream, start + index, event));
  if (wasDeleted) bringBack(log, stream, start);
  if (describedWasDeleted) bringBack(log, described, log.last(described) + 1);
  return outcomeOf(written.at(-1) as Entry);
}

/** Softly: a `$metadata` event hides what is there; the next append brings the stream back. */
export function softDelete(log: ModelLog, target: Target): Outcome {
  const { stream } = target;
  const refusal = judge(log, target, [SERVER_MADE]);
  if (refusal !== 'write') return refusal;
  const metadata = metadataOf(stream);
  const neverWas = log.last(stream) === NO_STREAM && log.last(metadata) === NO_STREAM;
  if (neverWas) return { kind: 'conflict', current: NO_STREAM };
  return outcomeOf(log.add(metadata, log.last(metadata) + 1, metadataEvent(DELETING)));
}

export function tombstone(log: ModelLog, target: Target): Outcome {
  const refusal = judge(log, target, [SERVER_MADE]);
  if (refusal !== 'write') return refusal;
  const event = { id: SERVER_MADE, type: '$streamDeleted', contentType: 'application/octet-stream' };
  return outcomeOf(log.add(target.stream, TOMBSTONE, event));
}

/** Whether events with these ids may be written; else the answer that the writer gets. */
function judge(log: ModelLog, { stream, expected }: Target, ids: readonly string[]): 'write' | Outcome {
  if (log.last(stream) === TOMBSTONE) return { kind: 'deleted' };
  switch (expected) {
    case 'any':
      return judgeAnywhere(log, stream, ids);
    case 'stream_exists':
      if (log.limits(stream).softDeleted) return { kind: 'deleted' };
      if (log.last(stream) === NO_STREAM && log.last(metadataOf(stream)) === NO_STREAM)
        return { kind: 'conflict', current: NO_STREAM };
      return judgeAnywhere(log, stream, ids);
    case 'no_stream': {
      const judged = judgeAt(log, stream, { ids, revision: NO_STREAM });
      const isNew = ids.length > 0 && idsBehind(log, stream, { ids, revision: NO_STREAM })[0] === undefined;
      return judged !== 'write' && isNew && log.limits(stream).softDeleted ? 'write' : judged;
    }
    default:
      return judgeAt(log, stream, { ids, revision: expected });
  }
}

/** A write whose first event is known is a repeat if all are, wherever they are, and a conflict if some are not. */
function judgeAnywhere(log: ModelLog, stream: string, ids: readonly string[]): 'write' | Outcome {
  const known = ids.map((id) => log.of(stream).findLast((entry) => entry.id === id));
  if (known[0] === undefined) return 'write';
  return repeat(known) ?? { kind: 'conflict', current: log.last(stream) };
}

interface Run {
  readonly ids: readonly string[];
  /** The revision before the first of them. */
  readonly revision: number;
}

/** At the end of the stream everything is written; before it only what is there already is fine. */
function judgeAt(log: ModelLog, stream: string, run: Run): 'write' | Outcome {
  const current = log.last(stream);
  if (run.revision === current) return 'write';
  const known = run.revision < current ? idsBehind(log, stream, run) : [];
  return repeat(known) ?? { kind: 'conflict', current };
}

function repeat(known: readonly (Entry | undefined)[]): Outcome | undefined {
  const last = known.at(-1);
  return last !== undefined && known.every((entry) => entry !== undefined) ? outcomeOf(last) : undefined;
}

/** For each id the entry at the next revision behind `revision`, if it has that id. */
function idsBehind(log: ModelLog, stream: string, { ids, revision }: Run): (Entry | undefined)[] {
  return ids.map((id, index) =>
    log.of(stream).find((entry) => entry.revision === revision + 1 + index && entry.id === id),
  );
}

/** Writes the newest metadata again, with everything before `revision` hidden; what is no JSON object stays as it is. */
function bringBack(log: ModelLog, stream: string, revision: number): void {
  const metadata = metadataOf(stream);
  const newest = jsonObject(log.of(metadata).at(-1)?.data ?? '');
  if (newest === undefined) return;
  const text = JSON.stringify({ ...newest, $tb: revision });
  log.add(metadata, log.last(metadata) + 1, metadataEvent(text));
}

function metadataEvent(data: string): RequestEvent {
  return { id: SERVER_MADE, type: '$metadata', data };
}

function outcomeOf({ revision, position }: Entry): Outcome {
  return { kind: 'written', revision, position };
}
