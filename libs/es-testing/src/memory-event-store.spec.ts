import { describeEventStore } from './event-store.contract';
import { MemoryEventStore } from './memory-event-store';

describeEventStore('in memory', () => {
  const store = new MemoryEventStore();
  return Promise.resolve({ store, close: () => store.close() });
});
