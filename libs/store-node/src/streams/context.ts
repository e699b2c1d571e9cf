import type { Store } from '../storage/store';

/** What every call works with. */
export interface NodeContext {
  readonly store: Store;
  /** Bytes of data that one append may hold. */
  readonly maxAppendSize: number;
}
