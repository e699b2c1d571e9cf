import { ApiClient, type SignIn } from '@mizan/api-client';
import { answered, type CliProblem } from '../cli-problem';
import { ask } from './ask';
import { problemOf } from './problem-answer';
import type { MachineClient, Token } from './speaker';

/**
 * A token for a client of the provider that the server names.
 * @throws CliProblem identity where the provider refuses, unreachable, and the server's own problems
 */
export async function machineToken(client: MachineClient, url: string): Promise<Token> {
  const { issuer, audience } = await signInFacts(url);
  assertTrustworthy(issuer);
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const { token_endpoint } = await json<{ readonly token_endpoint: string }>(discovery);
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

/** Where people and machines sign in, as the server says. */
function signInFacts(url: string): Promise<SignIn> {
  return new ApiClient((path) => succeeding(url + path)).call('signIn', {});
}

async function json<T>(url: string): Promise<T> {
  return (await (await succeeding(url)).json()) as T;
}

async function succeeding(url: string): Promise<Response> {
  const response = await ask(url);
  if (response.ok) return response;
  throw await problemOf(response);
}

/** A secret goes over an encrypted line, or stays on this machine. */
function assertTrustworthy(address: string): void {
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' };
  if (protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return;
  throw answered(401, {
    type: 'https://mizan.invalid/problems/provider-insecure',
    title: 'Provider insecure',
    status: 401,
    detail: `The server names ${address || 'no address'} for signing in, which is neither https nor this machine.`,
    code: 'PROVIDER_INSECURE',
    remedy: 'Nothing was sent there. Get a token in another way and set MIZAN_TOKEN.',
  });
}

async function refused(response: Response, clientId: string): Promise<CliProblem> {
  const { error } = (await response.json().catch(() => ({}))) as { error?: unknown };
  const reason = typeof error === 'string' ? error : `status ${String(response.status)}`;
  return answered(401, {
    type: 'https://mizan.invalid/problems/client-refused',
    title: 'Client refused',
    status: 401,
    detail: `${new URL(response.url).origin} gives the client "${clientId}" no token (${reason}).`,
    code: 'CLIENT_REFUSED',
    remedy:
      'Check MIZAN_CLIENT_ID and its secret, and that the client may use client credentials for this ledger; MIZAN_CLIENT_SCOPE names a scope where the provider wants one.',
  });
}
