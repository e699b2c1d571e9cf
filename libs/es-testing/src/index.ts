export * from './event-store.contract';
export * from './given';
export * from './memory-event-store';
