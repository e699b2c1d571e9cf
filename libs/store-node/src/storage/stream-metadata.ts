/** What a stream's `$metadata` says about which of its events are still read. */
export interface StreamLimits {
  /** Only the newest so many events. */
  readonly maxCount?: number;
  /** Only events younger than so many seconds. */
  readonly maxAge?: number;
  /** Only events from this revision on. */
  readonly truncateBefore?: number;
  /** Deleted softly: reads as not found, and the next append brings it back. */
  readonly softDeleted: boolean;
}

export const NO_LIMITS: StreamLimits = { softDeleted: false };

/** The metadata stream of a stream keeps its newest event only, whatever anyone writes about it. */
export const METADATA_LIMITS: StreamLimits = { softDeleted: false, maxCount: 1 };

/** `$tb` of a deleted stream, 2^63-1, as it is spelled: no JavaScript number holds it exactly. */
const DELETED_MARK = '9223372036854775807';
const DELETED = Symbol('deleted');

/** The metadata that deletes a stream softly. */
export const DELETING_METADATA = Buffer.from(`{"$tb":${DELETED_MARK}}`, 'utf8');

/** Limits from the newest event in `$$stream`; nonsense counts as no limits, as on the real server. */
export function parseLimits(data: Buffer): StreamLimits {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data.toString('utf8'), keepDeletedMark);
  } catch {
    return NO_LIMITS;
  }
  if (typeof parsed !== 'object' || parsed === null) return NO_LIMITS;
  const { $maxCount: maxCount, $maxAge: maxAge, $tb: mark } = parsed as Record<string, unknown>;
  const softDeleted = mark === DELETED;
  if (!isLimit(maxCount, 1) || !isLimit(maxAge, 1) || !(softDeleted || isLimit(mark, 0))) return NO_LIMITS;
  return {
    softDeleted,
    ...(maxCount === undefined ? {} : { maxCount }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(mark === undefined || softDeleted ? {} : { truncateBefore: mark }),
  };
}

/**
 * The metadata that brings a softly deleted stream back: everything it said, with events from `revision` on.
 * Undefined for what is no JSON object: that deletes nothing, so there is nothing to bring back.
 */
export function undeletedMetadata(data: Buffer, revision: number): Buffer | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  return Buffer.from(JSON.stringify({ ...parsed, $tb: revision }), 'utf8');
}

function keepDeletedMark(
  this: unknown,
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  return context?.source === DELETED_MARK ? DELETED : value;
}

function isLimit(value: unknown, least: number): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= least);
}
