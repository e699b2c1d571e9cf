import { readFileSync } from 'node:fs';
import { dataFiles } from '@mizan/runtime';
import type { JWTPayload } from 'jose';
import { callerAs, type Answer } from './api-client';
import { startLedger, type Ledger } from './ledger-fixture';
import { CLI_CLIENT, PROVIDER_CLIENT, startOidcProvider, type TestProvider } from './oidc-provider';

/** A ledger that a provider of somebody else's signs people and machines in to. */
export interface ProviderLedger {
  readonly provider: TestProvider;
  readonly ledger: Ledger;
  ask(headers: Record<string, string>, path?: string, method?: string): Promise<Answer>;
  bearing(token: string): Promise<Answer>;
  /** What the audit log holds, oldest first. */
  audit(): Record<string, unknown>[];
  /** What the provider would say of an auditor, but for `changes`. */
  claims(changes?: JWTPayload): JWTPayload;
  stop(): Promise<void>;
}

export const AUDIENCE = 'urn:mizan:ledger';

export async function startProviderLedger(): Promise<ProviderLedger> {
  const provider = await startOidcProvider();
  const { issuer } = provider;
  const oidc = {
    issuer,
    ...PROVIDER_CLIENT,
    audience: AUDIENCE,
    scope: 'openid profile',
    cliClientId: CLI_CLIENT,
  };
  const ledger = await startLedger({ settings: { oidc } });
  provider.register(`${ledger.url}/session/callback`);
  const ask: ProviderLedger['ask'] = async (headers, path = '/v1/whoami', method = 'GET') =>
    (await callerAs(ledger, null))(method, path, { headers });
  return {
    provider,
    ledger,
    ask,
    bearing: (token) => ask({ authorization: `Bearer ${token}` }),
    audit: () =>
      readFileSync(dataFiles(ledger.settings.dataDir).audit, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    claims: (changes = {}) => ({ ...usual(issuer), ...changes }),
    stop: async () => {
      await ledger.stop();
      await provider.stop();
    },
  };
}

export function now(): number {
  return Math.floor(Date.now() / 1000);
}

function usual(iss: string): JWTPayload {
  const times = { iat: now() - 60, exp: now() + 60 };
  return { iss, aud: AUDIENCE, sub: 'somebody', mizan_role: 'auditor', ...times };
}

/** Status and code of an answer. */
export function reasonOf({ status, body }: Answer): string {
  return `${String(status)} ${String(body['code'])}`;
}
