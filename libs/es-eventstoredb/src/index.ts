export { eventStoreDb, type EventStoreDbOptions } from './event-store-db';
export type { Patience } from './patience';
export {
  copyLedger,
  CopyRefused,
  problemKindOf,
  type CopyOptions,
  type CopyProblem,
  type CopyReport,
} from './copy';
