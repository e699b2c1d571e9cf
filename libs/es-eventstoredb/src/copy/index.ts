export { copyLedger, type CopyOptions, type CopyReport } from './copy-ledger';
export { CopyFailed, CopyRefused, problemKindOf, type CopyProblem, type CopySide } from './copy-problems';
