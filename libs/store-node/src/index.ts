export { type RunningStoreNode, startStoreNode, type StoreNodeOptions } from './node';
export { runStoreNode } from './run';
export { StoreFault } from './storage/faults';
export { startStoreNodeInWorker } from './worker-host';
export { backupStore, type BackupOptions, type StoreBackup } from './operate/backup';
export { storeInfo, type StoreInfo } from './operate/info';
export { verifyStore, type StoreVerification, type VerifyOptions } from './operate/verify';
