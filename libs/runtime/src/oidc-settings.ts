import { secretOf } from './secrets';
import { SettingsProblem } from './settings-problem';

export interface OidcSettings {
  /** Issuer identifier, an absolute URL: discovery starts from it. */
  readonly issuer: string;
  /** The client that Mizan is at this provider. */
  readonly clientId: string;
  /** Null for a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** What access tokens must be for. Never the client's own id: then an ID token could pass for an access token. */
  readonly audience: string;
  /** What is asked for when people sign in, separated by spaces. */
  readonly scope: string;
  /** A public client with which people sign in at the command line; null where there is none. */
  readonly cliClientId: string | null;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The provider that signs people and machines in; null where none is named. @throws SettingsProblem */
export function oidcOf(env: NodeJS.ProcessEnv): OidcSettings | null {
  const issuer = env['MIZAN_OIDC_ISSUER'];
  if (!issuer) return null;
  assertIssuer(issuer, env['MIZAN_OIDC_INSECURE'] === '1');
  const clientId = env['MIZAN_OIDC_CLIENT_ID'];
  if (!clientId)
    throw new SettingsProblem(
      'MIZAN_OIDC_CLIENT_ID is missing: name the client that Mizan is at the provider.',
    );
  const audience = env['MIZAN_OIDC_AUDIENCE'] || 'urn:mizan:ledger';
  const cliClientId = env['MIZAN_OIDC_CLI_CLIENT_ID'] || null;
  if (audience === clientId || audience === cliClientId)
    throw new SettingsProblem(
      'MIZAN_OIDC_AUDIENCE is a client id, so that ID tokens would pass for access tokens: give the API an audience of its own.',
    );
  const clientSecret = secretOf(env, 'MIZAN_OIDC_CLIENT_SECRET');
  const scope = env['MIZAN_OIDC_SCOPE'] || 'openid profile';
  return { issuer, clientId, clientSecret, audience, scope, cliClientId };
}

/** What a provider says over plain HTTP, anybody on the way may have written. */
function assertIssuer(issuer: string, insecure: boolean): void {
  if (!URL.canParse(issuer))
    throw new SettingsProblem(`MIZAN_OIDC_ISSUER is "${issuer}": it must be the issuer's absolute URL.`);
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'https:') return;
  if (protocol === 'http:' && (insecure || LOOPBACK.includes(hostname))) return;
  throw new SettingsProblem(
    `MIZAN_OIDC_ISSUER is "${issuer}": it must begin with https:// unless it is on this machine. For a trial on a network of your own set MIZAN_OIDC_INSECURE=1.`,
  );
}
