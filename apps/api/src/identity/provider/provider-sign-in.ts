import type { Claims, Identity, Mechanism } from '@mizan/access';
import type { OidcSettings } from '@mizan/runtime';
import type { Configuration, IDToken } from 'openid-client';
import type { PublicOrigin } from '../public-origin';
import { mapped } from '../tokens/mapped';
import type { ProviderConnection } from './provider-connection';
import type { SignInFlow } from './sign-in-flow';
import { signInFailed } from './sign-in-failed';

/** Where the provider sends people back to; to be registered there, under the public origin. */
export const CALLBACK_PATH = '/session/callback';

/** Signs people in at the provider: authorization code with PKCE, state and nonce. */
export class ProviderSignIn {
  constructor(
    private readonly provider: ProviderConnection,
    private readonly settings: OidcSettings,
    private readonly parts: { readonly mechanism: Mechanism; readonly origin: PublicOrigin },
  ) {}

  get issuer(): string {
    return this.provider.issuer;
  }

  /** Where to send the browser, and what it keeps meanwhile. @throws Problem 503 */
  async begin(to: string): Promise<{ readonly url: string; readonly flow: SignInFlow }> {
    const configuration = await this.provider.configuration();
    const client = await import('openid-client');
    const flow = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      to,
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.parts.origin.origin + CALLBACK_PATH,
      scope: this.settings.scope,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, flow };
  }

  /**
   * Who came back. `query` is the callback's, with its question mark.
   * @throws Problem 401 SIGN_IN_FAILED, 403 where this ledger does not know them, 503
   */
  async finish(query: string, flow: SignInFlow): Promise<Identity> {
    const configuration = await this.provider.configuration();
    try {
      return mapped(await this.claims(configuration, query, flow), this.parts.mechanism);
    } catch (error) {
      throw signInFailed(error, this.issuer);
    }
  }

  /** Of the ID token, and of the provider's userinfo, where many say more. */
  private async claims(configuration: Configuration, query: string, flow: SignInFlow): Promise<Claims> {
    const client = await import('openid-client');
    const here = new URL(this.parts.origin.origin + CALLBACK_PATH + query);
    const tokens = await client.authorizationCodeGrant(configuration, here, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims: IDToken | undefined = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token.');
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return { ...claims };
    return { ...claims, ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)) };
  }
}
