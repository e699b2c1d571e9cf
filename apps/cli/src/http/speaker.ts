import { isNativeError } from 'node:util/types';
import { secretOf } from '@mizan/runtime';
import { noIdentity, usage } from '../cli-problem';

/** A client of the identity provider that speaks for itself. */
export interface MachineClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** For providers that tell audiences apart by scopes; null: by resource, as RFC 8707 has it. */
  readonly scope: string | null;
}

/** Who speaks to the server: a persona of the exercise by its id, a machine, or whoever a token was given to. */
export type Speaker = string | MachineClient | { readonly token: string };

/** What a token endpoint gives. */
export interface Token {
  readonly access_token: string;
  readonly token_type: string;
  /** Seconds; left out where nobody says. */
  readonly expires_in?: number;
}

/**
 * Whom the flag --as names, else MIZAN_TOKEN, else the client of MIZAN_CLIENT_ID, else `otherwise`; secrets may be in
 * files (`_FILE`).
 * @throws CliProblem identity, usage
 */
export function speakerOf(as: string | undefined, env: NodeJS.ProcessEnv, otherwise?: string): Speaker {
  if (as) return as;
  const token = secret(env, 'MIZAN_TOKEN');
  if (token !== null) return { token };
  const clientId = env['MIZAN_CLIENT_ID'];
  if (!clientId && otherwise !== undefined) return otherwise;
  if (!clientId) throw nobody();
  const clientSecret = secret(env, 'MIZAN_CLIENT_SECRET');
  if (clientSecret === null)
    throw usage(
      'MIZAN_CLIENT_ID is set, and its secret is missing.',
      'Set MIZAN_CLIENT_SECRET, or MIZAN_CLIENT_SECRET_FILE to a file that holds it.',
    );
  return { clientId, clientSecret, scope: env['MIZAN_CLIENT_SCOPE'] || null };
}

function secret(env: NodeJS.ProcessEnv, name: string): string | null {
  try {
    return secretOf(env, name);
  } catch (error) {
    throw usage(isNativeError(error) ? error.message : String(error), 'Mend the environment.');
  }
}

function nobody() {
  return noIdentity(
    'This needs somebody who is speaking.',
    'Say who: --as PERSONA, such as --as tr.cochair (the exercise has pk.sharer, pk.approver, pk.recipient, af.sharer, af.approver, af.recipient, tr.cochair, qa.cochair, jvt.verifier, registrar, auditor, operator). Where a provider signs people in, set MIZAN_CLIENT_ID and MIZAN_CLIENT_SECRET, or MIZAN_TOKEN.',
  );
}
