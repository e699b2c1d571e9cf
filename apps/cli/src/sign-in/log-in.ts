import { setTimeout as pause } from 'node:timers/promises';
import type { TokenEndpointResponse } from 'openid-client';
import { notIdentified } from '../cli-problem';
import type { KeptSignIn } from './kept-sign-ins';
import { openLoopback } from './loopback';
import { atProvider, type Provider, type ProviderClient } from './provider';

/** Milliseconds in which somebody signs in at the provider. */
const patience = 10 * 60_000;

export interface Asked extends ProviderClient {
  /** Says for whom the token is to be: a resource, or a scope. */
  readonly ask: Readonly<Record<string, string>>;
  /** Of this machine, where the browser comes back to; 0 for any. */
  readonly port: number;
  /** Shows the address of the page to sign in on. */
  readonly show: (url: string) => void;
}

/** Signs a person in with a browser: authorization code with PKCE, state and nonce. @throws CliProblem */
export async function logIn({ issuer, clientId, ask, port, show }: Asked): Promise<Omit<KeptSignIn, 'name'>> {
  return atProvider({ issuer, clientId }, async (provider) => {
    const { oidc, configuration } = provider;
    const state = oidc.randomState();
    const checks = { nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const loopback = await openLoopback(port, state);
    try {
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: loopback.redirectUri,
        state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
        ...ask,
        ...scopes(provider, ask['scope']),
      });
      show(url.href);
      const { resource } = ask;
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        await soon(loopback.came),
        {
          expectedState: state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.verifier,
          idTokenExpected: true,
        },
        resource === undefined ? {} : { resource },
      );
      return { issuer, clientId, ask, ...keptOf(tokens) };
    } finally {
      loopback.close();
    }
  });
}

/** Offline access, where the provider knows it, is what a new token can be had with; it asks for consent each time. */
function scopes({ configuration }: Provider, more = '') {
  const offline = configuration.serverMetadata().scopes_supported?.includes('offline_access') ?? false;
  const all = ['openid', 'profile', ...(offline ? ['offline_access'] : []), more];
  return { scope: all.join(' ').trim(), ...(offline ? { prompt: 'consent' } : {}) };
}

/** The part of an answer that is kept. */
export function keptOf({ access_token, expires_in, refresh_token }: TokenEndpointResponse) {
  const expires = expires_in === undefined ? null : new Date(Date.now() + expires_in * 1000).toISOString();
  return { accessToken: access_token, expiresAt: expires, refreshToken: refresh_token ?? null };
}

async function soon(came: Promise<URL>): Promise<URL> {
  const done = new AbortController();
  const late = pause(patience, null, { signal: done.signal }).catch(() => null);
  const url = await Promise.race([came, late]);
  done.abort();
  if (url) return url;
  throw notIdentified(
    'SIGN_IN_FAILED',
    'Nobody came back from the page within ten minutes.',
    'Say mizan login again.',
  );
}
