import { AmbiguousReference, ReadDatabaseProblem, UnknownCursor } from '@mizan/read-models';
import { Problem } from './problem';

/** What the read side raises: files that cannot be used, names that fit twice, cursors from elsewhere. */
export function problemOfReadModel(error: unknown): Problem | null {
  if (error instanceof ReadDatabaseProblem) return unusable(error);
  if (error instanceof AmbiguousReference) return ambiguous(error);
  if (error instanceof UnknownCursor) return strangeCursor(error);
  return null;
}

function unusable(error: ReadDatabaseProblem): Problem {
  const { code, detail, remedy } = error;
  const status = code === 'READ_DATABASE_FULL' ? 507 : 503;
  return new Problem({ code, status, detail, remedy, retryAfterS: 5 }, { cause: error });
}

function ambiguous({ code, message, ids }: AmbiguousReference): Problem {
  return new Problem({
    code,
    status: 409,
    detail: message,
    remedy: 'Name the case by its id.',
    extra: { ids },
  });
}

function strangeCursor({ code, message }: UnknownCursor): Problem {
  return new Problem({
    code,
    status: 400,
    detail: message,
    remedy: 'Use the value of "next" of the page before, or none.',
    errors: [{ pointer: 'cursor', detail: 'is not a cursor of this server' }],
  });
}
