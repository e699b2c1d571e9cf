export * from './secrets';
export * from './settings-problem';
export * from './data-files';
export * from './ledger-codec';
export * from './lifetime';
export * from './mechanism-file';
export * from './settings';
