import { notIdentified, type CliProblem } from '../cli-problem';
import { ask } from './ask';
import { assertTrustworthy, signInFacts, succeeding } from './sign-in-facts';
import type { MachineClient, Token } from './speaker';

/**
 * A token for a client of the provider that the server names.
 * @throws CliProblem identity where the provider refuses, unreachable, and the server's own problems
 */
export async function machineToken(client: MachineClient, url: string): Promise<Token> {
  const { issuer, audience } = await signInFacts(url);
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const { token_endpoint } = (await (await succeeding(discovery)).json()) as {
    readonly token_endpoint: string;
  };
  assertTrustworthy(token_endpoint);
  const { clientId, clientSecret, scope } = client;
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':');
  const response = await ask(token_endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope === null ? { resource: audience } : { scope }),
    }),
  });
  if (response.ok) return (await response.json()) as Token;
  throw await refused(response, clientId);
}

async function refused(response: Response, clientId: string): Promise<CliProblem> {
  const { error } = (await response.json().catch(() => ({}))) as { error?: unknown };
  const reason = typeof error === 'string' ? error : `status ${String(response.status)}`;
  return notIdentified(
    'CLIENT_REFUSED',
    `${new URL(response.url).origin} gives the client "${clientId}" no token (${reason}).`,
    'Check MIZAN_CLIENT_ID and its secret, and that the client may use client credentials for this ledger; MIZAN_CLIENT_SCOPE names a scope where the provider wants one.',
  );
}
