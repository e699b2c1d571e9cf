export { type RunningStoreNode, startStoreNode, type StoreNodeOptions } from './node';
export { runStoreNode } from './run';
export { StoreFault } from './storage/sqlite-errors';
export { startStoreNodeInWorker } from './worker-host';
