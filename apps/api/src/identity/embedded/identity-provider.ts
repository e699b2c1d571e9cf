import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mechanism } from '@mizan/access';
import type * as Oidc from 'oidc-provider';
import { EXERCISE_SECRET, LEDGER_RESOURCE, TOKEN_LIFE_S } from './audience';
import { SIGNATURE, type IdentityKeys } from './identity-keys';
import { claimsOf } from './persona-claims';
import { StatelessAdapter } from './stateless-adapter';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The embedded OpenID provider as a request handler: client credentials for each persona of the mechanism. Its package
 * is loaded by this only, since an api with a real provider has no use for it.
 */
export async function identityProvider(
  issuer: string,
  mechanism: Mechanism,
  keys: IdentityKeys,
): Promise<Handler> {
  const { errors, Provider } = await import('oidc-provider');
  const resourceServer = (resource: string) => {
    if (resource === LEDGER_RESOURCE) return ledger;
    throw new errors.InvalidTarget(`The only resource here is ${LEDGER_RESOURCE}.`);
  };
  return new Provider(issuer, configuration(mechanism, keys, resourceServer)).callback();
}

const ledger: Oidc.ResourceServer = {
  audience: LEDGER_RESOURCE,
  scope: '',
  accessTokenFormat: 'jwt',
  accessTokenTTL: TOKEN_LIFE_S,
  jwt: { sign: { alg: SIGNATURE } },
};

function configuration(
  mechanism: Mechanism,
  keys: IdentityKeys,
  resourceServer: (resource: string) => Oidc.ResourceServer,
): Oidc.Configuration {
  return {
    adapter: StatelessAdapter,
    clients: mechanism.personas.map((persona) => ({
      client_id: persona.id,
      client_secret: EXERCISE_SECRET,
      client_name: persona.name,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    clientDefaults: { id_token_signed_response_alg: SIGNATURE },
    extraTokenClaims: (_, token) => claimsOf(mechanism, token.clientId),
    ttl: { ClientCredentials: TOKEN_LIFE_S },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => LEDGER_RESOURCE,
        getResourceServerInfo: (_, resource) => resourceServer(resource),
      },
    },
  };
}
