import type { Configuration } from 'openid-client';
import { CliProblem, noProvider, notIdentified } from '../cli-problem';
import { assertTrustworthy } from '../http/sign-in-facts';

/** Seconds that the provider may take for an answer. */
const patience = 10;

export interface ProviderClient {
  readonly issuer: string;
  /** Public: it has no secret, and PKCE protects it. */
  readonly clientId: string;
}

/** What openid-client is, and what the provider publishes of itself. */
export interface Provider {
  readonly oidc: typeof import('openid-client');
  readonly configuration: Configuration;
}

/** Asks a provider something as this client. @throws CliProblem */
export async function atProvider<T>(
  { issuer, clientId }: ProviderClient,
  work: (provider: Provider) => Promise<T>,
): Promise<T> {
  assertTrustworthy(issuer);
  // Loaded where somebody signs in, and then only.
  const oidc = await import('openid-client');
  try {
    const configuration = await oidc.discovery(new URL(issuer), clientId, {}, oidc.None(), {
      timeout: patience,
      execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
    });
    return await work({ oidc, configuration });
  } catch (error) {
    throw problemOf(error, issuer);
  }
}

/** A provider that has trouble of its own says nothing of who may sign in. */
function problemOf(error: unknown, issuer: string): CliProblem {
  if (error instanceof CliProblem) return error;
  const { error: refusal, code, cause, name, message = String(error) } = (error ?? {}) as Failure;
  if (typeof refusal === 'string') return failed(issuer, refusal);
  if (name === 'TypeError' && cause !== undefined) return noProvider(issuer, cause.code ?? message);
  if (code !== undefined && own.has(code)) return noProvider(issuer, message);
  return failed(issuer, message);
}

/** What openid-client and fetch throw: a refusal by its OAuth code, or what came instead of an answer. */
interface Failure {
  readonly error?: unknown;
  readonly code?: string;
  readonly cause?: { readonly code?: string };
  readonly name?: string;
  readonly message?: string;
}

const own: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

function failed(issuer: string, reason: string): CliProblem {
  return notIdentified(
    'SIGN_IN_FAILED',
    `The identity provider ${issuer} signs nobody in (${reason}).`,
    'Try again with mizan login; if it stays so, tell whoever runs the provider.',
  );
}
