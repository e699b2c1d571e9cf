import type { RequestEvent } from '../../conformance/transcript';

/** One event of the log. `revision` is TOMBSTONE for the event that ends a stream for good. */
export interface Entry {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly contentType: string;
  readonly data: string;
  readonly metadata: string;
  /** The model's clock when it was written, in seconds. */
  readonly second: number;
}

export const NO_STREAM = -1;
export const TOMBSTONE = Infinity;

/** What a stream's newest `$metadata` event says. */
export interface Limits {
  readonly maxCount?: number;
  readonly maxAge?: number;
  readonly truncateBefore?: number;
  readonly softDeleted: boolean;
}

const DELETED_MARK = '9223372036854775807';
export const DELETING = `{"$tb":${DELETED_MARK}}`;

export const metadataOf = (stream: string): string => `$$${stream}`;
export const describedBy = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;

/** Everything that was ever written, as one list. Whatever is asked is found by looking through all of it. */
export class ModelLog {
  readonly entries: Entry[] = [];
  second = 0;
  private position: number;

  constructor(beginning: readonly Entry[] = []) {
    this.entries.push(...beginning);
    this.position = beginning.at(-1)?.position ?? 0;
  }

  /** An append of nothing is answered with a position of its own. */
  takePosition(): number {
    return ++this.position;
  }

  add(stream: string, revision: number, event: RequestEvent): Entry {
    const { id, type = '', data = '', metadata = '', contentType } = event;
    const isJson = contentType === undefined || contentType === 'application/json';
    const entry: Entry = {
      id,
      stream,
      revision,
      type,
      metadata,
      position: this.takePosition(),
      contentType: isJson ? 'application/json' : 'application/octet-stream',
      data: typeof data === 'string' ? data : data.repeat.repeat(data.times),
      second: this.second,
    };
    this.entries.push(entry);
    return entry;
  }

  of(stream: string): readonly Entry[] {
    return this.entries.filter((entry) => entry.stream === stream);
  }

  /** A tombstone ends the stream's metadata stream with it. */
  last(stream: string): number {
    const described = describedBy(stream);
    if (described !== undefined && this.last(described) === TOMBSTONE) return TOMBSTONE;
    return this.of(stream).at(-1)?.revision ?? NO_STREAM;
  }

  limits(stream: string): Limits {
    if (describedBy(stream) !== undefined) return { softDeleted: false, maxCount: 1 };
    const newest = this.of(metadataOf(stream)).at(-1);
    return newest?.contentType === 'application/json' ? limitsIn(newest.data) : { softDeleted: false };
  }
}

/** Nonsense in any of the limits makes all of them void. */
function limitsIn(text: string): Limits {
  const none = { softDeleted: false };
  const metadata = jsonObject(text);
  if (metadata === undefined) return none;
  const softDeleted = new RegExp(`"\\$tb":${DELETED_MARK}`).test(text);
  const { $maxCount, $maxAge, $tb } = metadata;
  const sound = (softDeleted || isWhole($tb, 0)) && isWhole($maxCount, 1) && isWhole($maxAge, 1);
  if (!sound) return none;
  return {
    softDeleted,
    ...($maxCount === undefined ? {} : { maxCount: Number($maxCount) }),
    ...($maxAge === undefined ? {} : { maxAge: Number($maxAge) }),
    ...($tb === undefined || softDeleted ? {} : { truncateBefore: Number($tb) }),
  };
}

function isWhole(value: unknown, least: number): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= least);
}

/** The text as a JSON object, or undefined when it is none. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
