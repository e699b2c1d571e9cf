export { copyLedger, problemKindOf } from '@mizan/es-eventstoredb';
