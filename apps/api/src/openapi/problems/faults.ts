import { uuid } from '../describe/parts';
import { problemKinds, RETRY } from './problem-kind';

const again =
  'Send the same order again with the same Idempotency-Key: if it was stored, that gives its answer and stores nothing twice.';

/** What fails below the api. */
export const faultProblems = problemKinds({
  INTERNAL_FAULT: {
    status: 500,
    detail: 'Mizan failed in a way that nobody foresaw.',
    remedy:
      'Quote fault 7f3c9f0e-6f0b-4b62-9a3b-0c5d9d1c8e21 to the operator: the log says more. Sending the same order again with the same Idempotency-Key is safe.',
    extra: { fault: uuid },
  },
  LEDGER_UNREADABLE: {
    status: 500,
    detail: 'Event 3 of share-0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69 cannot be read.',
    remedy:
      'The event was written by a newer Mizan or by something else. Run the newest version, or tell the operator.',
  },
  WRONG_EXPECTED_REVISION: {
    status: 409,
    detail: 'Others were writing to this record all the time.',
    remedy: again,
    headers: RETRY,
  },
  STREAM_DELETED: {
    status: 410,
    detail: 'The stream share-0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69 was deleted.',
    remedy: 'Somebody deleted this record in the event store itself. An auditor should know.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    detail: 'The event store cannot be reached.',
    remedy: again,
    headers: RETRY,
  },
  STORE_TIMEOUT: {
    status: 503,
    detail: 'The event store did not answer in time.',
    remedy: again,
    headers: RETRY,
  },
  STORE_ACCESS_DENIED: {
    status: 503,
    detail: 'The event store refuses the user of the connection string.',
    remedy: 'An operator checks the user and password in MIZAN_EVENTSTORE.',
  },
  STORE_FAULT: {
    status: 503,
    orStatus: 507,
    detail: 'The event store failed.',
    remedy: `The event store refused. An operator looks at its disk and its log. ${again}`,
    headers: RETRY,
  },
  READ_MODEL_BEHIND: {
    status: 504,
    detail: 'Position 461 is not readable yet.',
    remedy: 'Ask again in a moment. If it stays so, an operator looks at /v1/operations/projections.',
    headers: RETRY,
  },
  RATE_LIMITED: {
    status: 429,
    detail: 'These are more requests than one reader may send in a minute.',
    remedy:
      'Nothing was done. Wait 20 seconds; GET /v1/live tells what is new without being asked again and again.',
    headers: RETRY,
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    detail: 'The headers are longer than 16384 bytes.',
    remedy: 'Send fewer or shorter headers; cookies that Mizan did not set need not come along.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    detail: 'The request did not come in time.',
    remedy: 'Send the headers at once, and an order within half a minute.',
  },
  LIVE_FULL: {
    status: 503,
    detail: 'This api serves its 1000 live streams already.',
    remedy: 'Come again later, or read the board instead.',
    headers: RETRY,
  },
  SERVER_STOPPING: {
    status: 503,
    detail: 'This server is stopping.',
    remedy: 'Come again in a moment.',
    headers: RETRY,
  },
  NOT_READY: {
    status: 503,
    detail: 'The event store cannot be reached: it does not answer.',
    remedy: 'Wait a moment; if it stays so, an operator runs mizan doctor.',
    headers: RETRY,
  },
  DATABASE_BUSY: {
    status: 503,
    detail: 'A database or file of Mizan cannot be used: database is locked.',
    remedy: 'Ask again in a moment.',
    headers: RETRY,
  },
  DATABASE_DAMAGED: {
    status: 503,
    detail: 'A database or file of Mizan cannot be used: database disk image is malformed.',
    remedy:
      'An operator stops Mizan, sets the named file of the data folder aside and starts again: read models are built anew from the ledger.',
  },
  DATABASE_FAILED: {
    status: 503,
    detail: 'A database or file of Mizan cannot be used: EACCES: permission denied.',
    remedy: 'An operator looks at the disk and the permissions of the data folder, then asks again.',
    headers: RETRY,
  },
  DISK_FULL: {
    status: 507,
    detail: 'The disk is full: ENOSPC: no space left on device.',
    remedy:
      'Nothing was stored half. An operator makes room on the disk of the data folder; then send it again.',
    headers: RETRY,
  },
});
