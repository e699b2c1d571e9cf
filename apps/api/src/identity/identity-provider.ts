import type { IncomingMessage, ServerResponse } from 'node:http';
import { personaOf, type Mechanism } from '@mizan/access';
import { errors, Provider, type Configuration, type ResourceServer } from 'oidc-provider';
import { EXERCISE_SECRET, LEDGER_RESOURCE, TOKEN_LIFE_S } from './audience';
import { SIGNATURE, type IdentityKeys } from './identity-keys';
import { StatelessAdapter } from './stateless-adapter';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The embedded OpenID provider as a request handler: client credentials for each persona of the mechanism. */
export function identityProvider(issuer: string, mechanism: Mechanism, keys: IdentityKeys): Handler {
  return new Provider(issuer, configuration(mechanism, keys)).callback();
}

function configuration(mechanism: Mechanism, keys: IdentityKeys): Configuration {
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

/** What a token says about its persona beside the subject. */
export function claimsOf(mechanism: Mechanism, personaId: string | undefined): Record<string, unknown> {
  const persona = personaOf(mechanism, personaId ?? '');
  return persona ? { party: persona.party, role: persona.role, name: persona.name } : {};
}

function resourceServer(resource: string): ResourceServer {
  if (resource !== LEDGER_RESOURCE)
    throw new errors.InvalidTarget(`The only resource here is ${LEDGER_RESOURCE}.`);
  return {
    audience: LEDGER_RESOURCE,
    scope: '',
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_LIFE_S,
    jwt: { sign: { alg: SIGNATURE } },
  };
}
