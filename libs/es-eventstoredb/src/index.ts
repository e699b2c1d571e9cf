export { eventStoreDb, type EventStoreDbOptions } from './event-store-db';
export type { Patience } from './patience';
export {
  CopyFailed,
  copyLedger,
  CopyRefused,
  problemKindOf,
  type CopyOptions,
  type CopyProblem,
  type CopyReport,
  type CopySide,
} from './copy';
