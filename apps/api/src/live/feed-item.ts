import type { Identity } from '@mizan/access';
import type { CaseView } from '@mizan/domain';
import type { FeedRow } from '@mizan/read-models';
import { entryFrame } from './frames';
import { casesSeenBy, entryOf } from './live-entry';

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
    const seen = casesSeenBy(reader, this.row);
    if (!seen || (caseId !== null && !seen.some(({ id }) => id === caseId))) return null;
    if (seen.length < this.row.cases.length) return this.frameOf(seen);
    return (this.whole ??= this.frameOf(seen));
  }

  private frameOf(seen: readonly CaseView[]): string {
    return entryFrame(entryOf(this.row, seen));
  }
}
