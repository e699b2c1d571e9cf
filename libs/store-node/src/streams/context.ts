import type { Store } from '../storage/store';
import type { TraceSink } from '../trace/work-span';

/** What every call works with. */
export interface NodeContext {
  readonly store: Store;
  /** Bytes of data that one append may hold. */
  readonly maxAppendSize: number;
  /** Where spans go, if anywhere. */
  readonly trace?: TraceSink | undefined;
}
