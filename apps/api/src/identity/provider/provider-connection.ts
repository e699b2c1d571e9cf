import type { OidcSettings } from '@mizan/runtime';
import type { ClientAuth, Configuration } from 'openid-client';
import { unreachable } from './unreachable';

/** Seconds that the provider may take for an answer. */
const PATIENCE_S = 5;

/** What the provider publishes of itself, asked for when it is first needed, and again until it has answered. */
export class ProviderConnection {
  private known: Promise<Configuration> | null = null;

  constructor(private readonly settings: OidcSettings) {}

  get issuer(): string {
    return this.settings.issuer;
  }

  /** @throws Problem 503 IDENTITY_PROVIDER_UNREACHABLE */
  configuration(): Promise<Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = null;
      throw unreachable(this.issuer, error);
    });
    return this.known;
  }

  private async discover(): Promise<Configuration> {
    // Loaded where a provider is used, and then only.
    const client = await import('openid-client');
    const { clientId, clientSecret, issuer } = this.settings;
    const inTheClear = issuer.startsWith('http:');
    return client.discovery(new URL(issuer), clientId, {}, authentication(client, clientSecret), {
      timeout: PATIENCE_S,
      execute: inTheClear ? [client.allowInsecureRequests] : [],
    });
  }
}

/** As the provider takes it; in a header where it does not say, as OpenID Connect has it. */
function authentication(client: typeof import('openid-client'), secret: string | null): ClientAuth {
  if (secret === null) return client.None();
  const inBody = client.ClientSecretPost(secret);
  const inHeader = client.ClientSecretBasic(secret);
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? inHeader : inBody)(server, ...request);
  };
}
