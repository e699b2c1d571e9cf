import type { Expected } from '../wire/append-messages';
import { TOMBSTONE } from '../wire/recorded-event';
import { NO_STREAM } from '../wire/append-replies';

/** What the rules below need to know of a stream. */
export interface StreamFacts {
  /** Revision of the last event; -1 when there is none, TOMBSTONE when it can never be written again. */
  readonly last: number;
  readonly softDeleted: boolean;
  readonly hasMetadata: () => boolean;
  /** The newest revision that holds the event with this id. */
  readonly revisionOf: (id: string) => number | undefined;
  readonly idAt: (revision: number) => string | undefined;
}

export type Decision =
  | { readonly kind: 'write' }
  /** The same events are there already; the last of them has this revision. */
  | { readonly kind: 'repeat'; readonly revision: number }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'deleted' };

/**
 * The protocol's rules for one write of events with these ids, in order. An expectation below the stream's end is
 * a conflict unless exactly these events follow it; `any` and `stream_exists` look for the ids anywhere in the stream.
 */
export function decideWrite(expected: Expected, ids: readonly string[], stream: StreamFacts): Decision {
  if (stream.last === TOMBSTONE) return { kind: 'deleted' };
  switch (expected.kind) {
    case 'any':
      return decideAnywhere(ids, stream);
    case 'streamExists':
      if (stream.softDeleted) return { kind: 'deleted' };
      if (stream.last === NO_STREAM && !stream.hasMetadata()) return conflict(stream);
      return decideAnywhere(ids, stream);
    case 'noStream':
      return decideAt(NO_STREAM, ids, stream);
    case 'revision':
      return expected.revision > BigInt(stream.last)
        ? conflict(stream)
        : decideAt(Number(expected.revision), ids, stream);
  }
}

function conflict(stream: StreamFacts): Decision {
  return { kind: 'conflict', current: stream.last };
}

function decideAnywhere(ids: readonly string[], stream: StreamFacts): Decision {
  let revision: number | undefined;
  for (const id of ids) {
    const found = stream.revisionOf(id);
    if (found === undefined) return revision === undefined ? { kind: 'write' } : conflict(stream);
    revision = found;
  }
  return revision === undefined ? { kind: 'write' } : { kind: 'repeat', revision };
}

function decideAt(expected: number, ids: readonly string[], stream: StreamFacts): Decision {
  if (expected === stream.last) return { kind: 'write' };
  const firstUnknown = ids.findIndex((id, index) => stream.idAt(expected + 1 + index) !== id);
  if (firstUnknown === -1 && ids.length > 0) return { kind: 'repeat', revision: expected + ids.length };
  const revives = firstUnknown === 0 && expected === NO_STREAM && stream.softDeleted;
  return revives ? { kind: 'write' } : conflict(stream);
}
