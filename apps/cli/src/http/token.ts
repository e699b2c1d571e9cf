import { notIdentified } from '../cli-problem';
import { keptToken } from '../sign-in/kept-token';
import { ask } from './ask';
import { machineToken } from './machine-token';
import { problemOf } from './problem-answer';
import type { Speaker, Token } from './speaker';

/** What the embedded provider accepts for every persona: it guards an exercise, and says so in its name. */
const secret = 'exercise-only';
const resource = 'urn:mizan:ledger';

/** A token for whoever speaks. @throws CliProblem identity, unreachable */
export async function tokenFor(speaker: Speaker, url: string): Promise<Token> {
  if (typeof speaker === 'string') return personaToken(speaker, url);
  if ('kept' in speaker) return keptToken(speaker.kept, url);
  if ('token' in speaker) return { access_token: speaker.token, token_type: 'Bearer' };
  return machineToken(speaker, url);
}

/** From the server's embedded identity provider. */
async function personaToken(persona: string, url: string): Promise<Token> {
  const response = await ask(`${url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${persona}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  if (response.ok) return (await response.json()) as Token;
  if (response.status === 404) throw noPersonas(persona);
  if (response.status === 400 || response.status === 401) throw unknownPersona(persona);
  throw await problemOf(response);
}

function unknownPersona(persona: string) {
  return notIdentified(
    'PERSONA_UNKNOWN',
    `The server knows no persona "${persona}".`,
    'Use one of the mechanism file, such as --as pk.sharer, af.recipient, tr.cochair, registrar, auditor.',
  );
}

function noPersonas(persona: string) {
  return notIdentified(
    'PERSONA_UNKNOWN',
    `The server knows no persona "${persona}": people and machines sign in at a provider there.`,
    'Leave --as out, and say mizan login, or set MIZAN_CLIENT_ID and MIZAN_CLIENT_SECRET, or MIZAN_TOKEN.',
  );
}
