import { isNativeError } from 'node:util/types';
import { secretOf } from '@mizan/runtime';
import { noIdentity, usage } from '../cli-problem';
import { keptSignIns, type KeptSignIns } from '../sign-in/kept-sign-ins';

/** A client of the identity provider that speaks for itself. */
export interface MachineClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** For providers that tell audiences apart by scopes; null: by resource, as RFC 8707 has it. */
  readonly scope: string | null;
}

/**
 * Who speaks to the server: a persona of the exercise by its id, a machine, whoever a token was given to, or the person
 * whose sign-in is kept.
 */
export type Speaker = string | MachineClient | { readonly token: string } | { readonly kept: KeptSignIns };

/** What a token endpoint gives. */
export interface Token {
  readonly access_token: string;
  readonly token_type: string;
  /** Seconds; left out where nobody says. */
  readonly expires_in?: number;
}

/** What is known before anybody is asked. */
export interface Spoken {
  /** The flag --as. */
  readonly as: string | undefined;
  /** The server that is spoken to. */
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Whom the flag --as names, else MIZAN_TOKEN, else the client of MIZAN_CLIENT_ID, else who signed in at this server,
 * else `otherwise`; secrets may be in files (`_FILE`).
 * @throws CliProblem identity, usage
 */
export function speakerOf({ as, url, env }: Spoken, otherwise?: string): Speaker {
  if (as) return as;
  const token = secret(env, 'MIZAN_TOKEN');
  if (token !== null) return { token };
  const clientId = env['MIZAN_CLIENT_ID'];
  if (!clientId) return signedIn(env, url) ?? otherwise ?? nobody();
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

function signedIn(env: NodeJS.ProcessEnv, url: string): Speaker | null {
  const kept = keptSignIns(env);
  return kept.at(url) ? { kept } : null;
}

function nobody(): never {
  throw noIdentity(
    'This needs somebody who is speaking.',
    'Say who: --as PERSONA, such as --as tr.cochair (the exercise has pk.sharer, pk.approver, pk.recipient, af.sharer, af.approver, af.recipient, tr.cochair, qa.cochair, jvt.verifier, registrar, auditor, operator). Where a provider signs people in, say mizan login, or set MIZAN_CLIENT_ID and MIZAN_CLIENT_SECRET, or MIZAN_TOKEN.',
  );
}
