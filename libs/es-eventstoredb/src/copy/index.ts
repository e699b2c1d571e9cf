export { copyLedger, type CopyOptions, type CopyReport } from './copy-ledger';
export { CopyRefused, problemKindOf, type CopyProblem } from './copy-problems';
