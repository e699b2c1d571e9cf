import type { Identity } from '@mizan/access';
import type { TimelineEntry } from '@mizan/read-models';
import type { AsOfPair } from '../http/read';
import type { SeenCase } from './case-access';

/** What the answer about one case is put together from. */
export interface CaseParts extends SeenCase {
  readonly reader: Identity;
  readonly timeline: readonly TimelineEntry[];
  /** References by id: the other cases that this one names and the reader may see. */
  readonly others: ReadonlyMap<string, string>;
  readonly pair: AsOfPair;
}
