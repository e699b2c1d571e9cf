import type { Mechanism } from '@mizan/access';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import type { IdentityKeys } from './identity-keys';
import { identityProvider } from './identity-provider';
import { assertLoopbackHost } from './loopback-host';
import { SessionTokens } from './session-tokens';

/** Where the provider answers: before the guards, since nobody has an identity yet. */
export const PROVIDER_PATH = '/oidc';

/**
 * Puts the provider in front of the api's routes and answers the function that starts it. Its issuer holds the port,
 * which is known only once the server listens; requests until then wait.
 */
export function mountProvider(
  app: NestExpressApplication,
  mechanism: Mechanism,
  keys: IdentityKeys,
): (issuer: string) => void {
  const started = Promise.withResolvers<ReturnType<typeof identityProvider>>();
  app.use(PROVIDER_PATH, async (request: Request, response: Response) => {
    assertLoopbackHost(request);
    const answer = await started.promise;
    await answer(request, response);
  });
  const tokens = app.get(SessionTokens);
  return (issuer) => {
    tokens.startAs(issuer);
    started.resolve(identityProvider(issuer, mechanism, keys));
  };
}
