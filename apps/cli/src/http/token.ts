import { answered } from '../cli-problem';
import { ask } from './ask';
import { problemOf } from './problem-answer';

/** What the embedded provider accepts for every persona: it guards an exercise, and says so in its name. */
const secret = 'exercise-only';
const resource = 'urn:mizan:ledger';

export interface Token {
  readonly access_token: string;
  readonly token_type: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** A token for `persona` from the server's embedded identity provider. @throws CliProblem identity, unreachable */
export async function tokenFor(persona: string, url: string): Promise<Token> {
  const response = await ask(`${url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${persona}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  if (response.ok) return (await response.json()) as Token;
  if (response.status === 400 || response.status === 401) throw unknownPersona(persona);
  throw await problemOf(response);
}

function unknownPersona(persona: string) {
  return answered(401, {
    type: 'https://mizan.invalid/problems/persona-unknown',
    title: 'Persona unknown',
    status: 401,
    detail: `The server knows no persona "${persona}".`,
    code: 'PERSONA_UNKNOWN',
    remedy:
      'Use one of the mechanism file, such as --as pk.sharer, af.recipient, tr.cochair, registrar, auditor.',
  });
}
