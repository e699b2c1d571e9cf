import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';

/** An identity provider of somebody else's, with pages to sign in on: oidc-provider on a port of its own. */
export interface TestProvider {
  readonly issuer: string;
  /** Makes the client `mizan` known, which may send people back to this address. */
  register(redirectUri: string): void;
  /** A token of the machine `ingest-bot` from the token endpoint. */
  machineToken(resource?: string): Promise<string>;
  /** A token signed with the provider's present key. */
  sign(claims: JWTPayload): Promise<string>;
  /** Takes new keys; the old ones are published no more. */
  rotate(): Promise<void>;
  /** Answers nothing but 500 until the returned function is called. */
  fail(): () => void;
  stop(): Promise<void>;
}

export const PROVIDER_CLIENT = { clientId: 'mizan', clientSecret: 'a-secret-of-the-test' };
/** The public client of people at the command line: sent back to any port of their machine. */
export const CLI_CLIENT = 'mizan-cli';
/** A client that may use client credentials. */
export const TEST_MACHINE = { clientId: 'ingest-bot', clientSecret: 'a-secret-of-the-bot' };

/** Whoever may sign in, with any password; others may too, and are nobody to Mizan. */
const people: Readonly<Record<string, Record<string, unknown>>> = {
  'person-1': { name: 'Officer of the test', mizan_role: 'sharer', mizan_party: 'PK' },
  'person-2': { name: 'Operator of the test', mizan_role: 'operator' },
  'person-3': { name: 'Officer without a party', mizan_role: ['recipient'] },
};

const machineClaims = { mizan_role: ['registrar'], name: 'Machine of the test' };

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const starting: Answer = (_, response) => response.writeHead(500).end();

export async function startOidcProvider(): Promise<TestProvider> {
  let answer = starting;
  let key = await newKey();
  let redirectUri = 'http://127.0.0.1:1/none';
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const restart = () => {
    answer = quietly(() => new Provider(issuer, configuration(key, redirectUri))).callback();
  };
  restart();
  return {
    issuer,
    register: (uri) => {
      redirectUri = uri;
      restart();
    },
    machineToken: (resource = 'urn:mizan:ledger') => machineToken(issuer, resource),
    sign: (claims) => signed(key, { iss: issuer, ...claims }),
    rotate: async () => {
      key = await newKey();
      restart();
    },
    fail: () => {
      const before = answer;
      answer = starting;
      return () => void (answer = before);
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The provider warns of what is right in a test: it forgets everything, and has pages of its own. */
function quietly<T>(make: () => T): T {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}

let keys = 0;

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: `test-${String((keys += 1))}`, alg: 'RS256', use: 'sig' };
}

async function signed(key: JWK, claims: JWTPayload): Promise<string> {
  const header = { alg: 'RS256', typ: 'at+jwt', kid: key.kid ?? '' };
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}

async function machineToken(issuer: string, resource: string): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${TEST_MACHINE.clientId}:${TEST_MACHINE.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`No token: ${JSON.stringify(body)}`);
  return body.access_token;
}

function configuration(key: JWK, redirectUri: string): Configuration {
  return {
    jwks: { keys: [key] },
    cookies: { keys: ['a-key-of-the-test'] },
    clients: [
      {
        client_id: PROVIDER_CLIENT.clientId,
        client_secret: PROVIDER_CLIENT.clientSecret,
        redirect_uris: [redirectUri],
      },
      {
        client_id: CLI_CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['http://127.0.0.1/callback'],
      },
      {
        client_id: TEST_MACHINE.clientId,
        client_secret: TEST_MACHINE.clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'mizan_role', 'mizan_party'] },
    findAccount: (_, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    ttl: {
      ...{ AccessToken: 60, ClientCredentials: 60, IdToken: 60 },
      ...{ Grant: 600, Interaction: 600, RefreshToken: 600, Session: 600 },
    },
    scopes: ['openid', 'offline_access'],
    extraTokenClaims: (_, { accountId }) =>
      accountId === undefined ? machineClaims : (people[accountId] ?? {}),
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: '',
          audience: resource,
          accessTokenTTL: 60,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}
