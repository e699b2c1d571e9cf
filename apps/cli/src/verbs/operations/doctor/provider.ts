import type { OidcSettings } from '@mizan/runtime';
import { errorWords } from '../../../output/error-words';
import { finding, type Finding } from './finding';

/** Milliseconds that the provider may take. */
const patience = 5_000;

/** Whether the identity provider can be asked, and has keys to check tokens with. */
export async function identityProvider(oidc: OidcSettings | null): Promise<readonly Finding[]> {
  if (oidc === null) return [];
  const remedy = 'Start the provider, or correct MIZAN_OIDC_ISSUER; until then nobody can sign in.';
  try {
    const { jwks_uri } = await json(`${oidc.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`);
    const { keys } = await json(String(jwks_uri));
    if (Array.isArray(keys) && keys.length > 0) return [];
    const detail = `The identity provider ${oidc.issuer} publishes no keys: no token can be checked.`;
    return [finding('IDENTITY_KEYS_EMPTY', detail, 'Let the provider make a signing key, such as RS256.')];
  } catch (error) {
    const detail = `The identity provider ${oidc.issuer} cannot be asked: ${errorWords(error)}.`;
    return [finding('IDENTITY_PROVIDER_UNREACHABLE', detail, remedy)];
  }
}

async function json(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}
