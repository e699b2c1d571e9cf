import type { Of, shareEvents } from '@mizan/domain';
import type { TimelineEntry } from '@mizan/read-models';
import type { CaseParts } from './case-parts';
import { linksElsewhere, openStreams } from './linked-strikes';

export type CaseEvent = ReturnType<typeof presentEvent>;

/** The events of a case. A strike's links to other cases are told to readers who may know the strike. */
export function caseEvents({ reader, row: { view }, sight, timeline, others }: CaseParts): CaseEvent[] {
  const open = sight === 'full' ? openStreams(reader, view) : new Set();
  return timeline
    .filter((entry) => open.has(entry.stream) || !linksElsewhere(entry, view.id))
    .map((entry) => presentEvent(entry, open.has(entry.stream) ? { data: dataOf(entry, others) } : {}));
}

function presentEvent(entry: TimelineEntry, content: { readonly data?: unknown }) {
  const { id, stream, type, recordedAt, occurredAt, actor, exercise } = entry;
  return {
    id,
    stream,
    type,
    position: entry.position.toString(),
    revision: entry.revision.toString(),
    recordedAt,
    occurredAt,
    actor,
    exercise,
    ...content,
  };
}

/** What was recorded, without the name of a case that the reader may not see. */
function dataOf({ type, data }: TimelineEntry, others: CaseParts['others']): unknown {
  if (type !== 'ShareSuperseded') return data;
  const { by, reason } = data as Of<typeof shareEvents.ShareSuperseded>;
  return { by: others.has(by) ? by : null, reason };
}
