import { types } from 'node:util';
import { Problem } from '../../http/problem';
import { unaccepted } from '../tokens/unaccepted';
import { unreachable } from './unreachable';

/** The problem that a failed answer of the provider stands for; what is a problem already stays one. */
export function signInFailed(error: unknown, issuer: string): Problem {
  if (error instanceof Problem) return error;
  if (isNetwork(error)) return unreachable(issuer, error);
  const { error: code } = (error ?? {}) as { error?: unknown };
  const reason = typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';
  return unaccepted('SIGN_IN_FAILED', `The identity provider's answer signs nobody in${reason}.`, {
    cause: error,
  });
}

/** openid-client hands on what fetch throws, and names a time-out by a code. */
function isNetwork(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  return (error.name === 'TypeError' && error.cause !== undefined) || hasCode(error, 'OAUTH_TIMEOUT');
}

function hasCode(error: Error, code: string): boolean {
  return 'code' in error && error.code === code;
}
