import { ApiClient, type SignIn } from '@mizan/api-client';
import { notIdentified } from '../cli-problem';
import { ask } from './ask';
import { problemOf } from './problem-answer';

/** Where people and machines sign in, as the server says. @throws CliProblem */
export async function signInFacts(url: string): Promise<SignIn> {
  const facts = await new ApiClient((path) => succeeding(url + path)).call('signIn', {});
  assertTrustworthy(facts.issuer);
  return facts;
}

/** @throws CliProblem unreachable, and the problem of an answer that is none of success */
export async function succeeding(url: string): Promise<Response> {
  const response = await ask(url);
  if (response.ok) return response;
  throw await problemOf(response);
}

/** A secret goes over an encrypted line, or stays on this machine. @throws CliProblem identity */
export function assertTrustworthy(address: string): void {
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' };
  if (protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return;
  throw notIdentified(
    'PROVIDER_INSECURE',
    `The server names ${address || 'no address'} for signing in, which is neither https nor this machine.`,
    'Nothing was sent there. Get a token in another way and set MIZAN_TOKEN.',
  );
}
