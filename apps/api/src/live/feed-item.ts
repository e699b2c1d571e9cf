import type { Identity } from '@mizan/access';
import type { FeedRow } from '@mizan/read-models';
import { entryFrame } from './frames';
import { seenBy } from './live-entry';

/** What a reader asked for beside what it may see. Empty `types`: all; `caseId` null: all. */
export interface Wanted {
  readonly types: ReadonlySet<string>;
  readonly caseId: string | null;
}

/** An entry that many readers share: rendered once for all who see it whole. */
export class FeedItem {
  private whole: string | null = null;

  constructor(private readonly row: FeedRow) {}

  get position(): bigint {
    return this.row.position;
  }

  /** The frame for this reader; null where it may not or does not want to see the entry. */
  frameFor(reader: Identity, { types, caseId }: Wanted): string | null {
    if (types.size > 0 && !types.has(this.row.type)) return null;
    const entry = seenBy(reader, this.row);
    if (!entry || (caseId !== null && !entry.cases.some(({ id }) => id === caseId))) return null;
    if (entry.cases.length < this.row.cases.length) return entryFrame(entry);
    return (this.whole ??= entryFrame(entry));
  }
}
