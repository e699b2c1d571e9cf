import { isNativeError } from 'node:util/types';
import { unreachable } from '../cli-problem';

/** fetch, with a server that does not answer as a problem in words. @throws CliProblem unreachable */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw unreachable(new URL(url).origin, reasonOf(error));
  }
}

/** fetch hides the reason in the cause, and there behind one error per address that was tried. */
function reasonOf(error: unknown): string {
  const cause = isNativeError(error) && isNativeError(error.cause) ? error.cause : error;
  const first = isAggregate(cause) ? cause.errors[0] : cause;
  if (!isNativeError(first)) return String(first);
  return 'code' in first && typeof first.code === 'string' ? first.code : first.message;
}

function isAggregate(cause: unknown): cause is { readonly errors: readonly unknown[] } {
  return isNativeError(cause) && 'errors' in cause && Array.isArray(cause.errors);
}
