/** The part of oidc-provider 9 that Mizan uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { JWK } from 'jose';

  export interface ResourceServer {
    audience: string;
    scope: string;
    accessTokenFormat: 'jwt' | 'opaque';
    /** Seconds. */
    accessTokenTTL: number;
    jwt: { sign: { alg: string } };
  }

  export interface ClientMetadata {
    client_id: string;
    /** Left out for public clients. */
    client_secret?: string;
    application_type?: 'native' | 'web';
    token_endpoint_auth_method?: string;
    client_name?: string;
    grant_types?: readonly string[];
    redirect_uris: readonly string[];
    response_types?: readonly string[];
  }

  export interface Configuration {
    /** Default: memory, which the package warns of. */
    adapter?: new (model: string) => object;
    clients: readonly ClientMetadata[];
    jwks: { keys: readonly JWK[] };
    cookies: { keys: readonly string[] };
    clientDefaults?: { id_token_signed_response_alg: string };
    extraTokenClaims(
      context: unknown,
      token: { clientId?: string; accountId?: string },
    ): Record<string, unknown>;
    pkce?: { required(context: unknown, client: unknown): boolean };
    scopes?: readonly string[];
    /** Names of claims by scope. */
    claims?: Readonly<Record<string, readonly string[]>>;
    findAccount?(context: unknown, id: string): { accountId: string; claims(): Record<string, unknown> };
    /** Seconds. */
    ttl: Readonly<Record<string, number>>;
    features: {
      devInteractions: { enabled: boolean };
      clientCredentials: { enabled: boolean };
      revocation?: { enabled: boolean; allowedPolicy?(): boolean };
      userinfo?: { enabled: boolean };
      resourceIndicators: {
        enabled: boolean;
        defaultResource?(context: unknown): string;
        getResourceServerInfo(context: unknown, resource: string, client: unknown): ResourceServer;
      };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    on(event: 'server_error', listener: (context: unknown, error: Error) => void): this;
  }

  export const errors: { InvalidTarget: new (description: string) => Error };
}
