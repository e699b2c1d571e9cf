import type { Filter } from '../../conformance/transcript';
import { type Entry, type ModelLog, NO_STREAM, TOMBSTONE } from './model-log';

/** What a reader of the stream may see now. */
export function visible(log: ModelLog, stream: string): readonly Entry[] | 'missing' | 'tombstoned' {
  const last = log.last(stream);
  const { maxCount = Infinity, maxAge = Infinity, truncateBefore = 0, softDeleted } = log.limits(stream);
  if (last === TOMBSTONE) return 'tombstoned';
  if (last === NO_STREAM || softDeleted) return 'missing';
  return log
    .of(stream)
    .filter(({ revision }) => revision >= truncateBefore && revision > last - maxCount)
    .filter(({ second }) => second >= log.second - maxAge);
}

export function passes(filter: Filter | undefined | null, entry: Entry): boolean {
  if (filter === undefined || filter === null) return true;
  const text = filter.on === 'type' ? entry.type : entry.stream;
  if (filter.regex !== undefined) return new RegExp(filter.regex, 'u').test(text);
  return (filter.prefix ?? []).some((prefix) => text.startsWith(prefix));
}

/** What a link leads to: an entry, `undefined` for nothing that can be read, or `null` when it is no link at all. */
export function linkTarget(log: ModelLog, link: Entry): Entry | undefined | null {
  const parts = /^(-?\d+)@(.*)$/s.exec(link.data);
  if (link.type !== '$>' || parts === null) return null;
  const seen = visible(log, parts[2] ?? '');
  if (typeof seen === 'string') return undefined;
  return seen.find((entry) => entry.revision === Number(parts[1]));
}
