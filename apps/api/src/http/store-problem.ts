import type { EventStoreError } from '@mizan/es';
import { Problem, type ProblemFacts } from './problem';

type Answer = Pick<ProblemFacts, 'status' | 'remedy' | 'retryAfterS'>;

const again =
  'Send the same order again with the same Idempotency-Key: if it was stored, that gives its answer and stores nothing twice.';

const answers: Readonly<Record<string, Answer>> = {
  STORE_UNAVAILABLE: { status: 503, remedy: again, retryAfterS: 2 },
  STORE_TIMEOUT: { status: 503, remedy: again, retryAfterS: 5 },
  STORE_ACCESS_DENIED: {
    status: 503,
    remedy: 'An operator checks the user and password in MIZAN_EVENTSTORE.',
  },
  STREAM_DELETED: {
    status: 410,
    remedy: 'Somebody deleted this record in the event store itself. An auditor should know.',
  },
  WRONG_EXPECTED_REVISION: { status: 409, remedy: again, retryAfterS: 1 },
};

/** A full disk at the event store comes as its fault: 507 says more than 503. */
const full = /\b(full|no space|ENOSPC|EFBIG|quota)\b/i;

/** What an answer of the event store means to a caller. */
export function problemOfStore(error: EventStoreError): Problem {
  const known = answers[error.code];
  const facts = known ?? {
    status: full.test(error.message) ? 507 : 503,
    remedy: `The event store refused. An operator looks at its disk and its log. ${again}`,
    retryAfterS: 30,
  };
  return new Problem({ code: error.code, detail: error.message, ...facts }, { cause: error });
}
