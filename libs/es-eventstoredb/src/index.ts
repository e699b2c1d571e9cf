export { eventStoreDb, type EventStoreDbOptions } from './event-store-db';
export type { Patience } from './patience';
