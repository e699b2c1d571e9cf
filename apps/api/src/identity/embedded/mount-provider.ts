import type { Mechanism } from '@mizan/access';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { AuditLog } from '../audit/audit-log';
import { PROVIDER_PATH } from './embedded-tokens';
import type { IdentityKeys } from './identity-keys';
import { identityProvider, type Handler } from './identity-provider';
import { assertLoopbackHost } from './loopback-host';

/**
 * Puts the provider in front of the api's routes and guards, since nobody has an identity yet, and answers the function
 * that starts it. Its issuer holds the port, which is known only once the server listens; requests until then wait.
 */
export function mountProvider(
  app: NestExpressApplication,
  mechanism: Mechanism,
  keys: IdentityKeys,
): (address: string) => Promise<void> {
  const started = Promise.withResolvers<Handler>();
  const audit = app.get(AuditLog);
  app.use(PROVIDER_PATH, async (request: Request, response: Response) => {
    assertLoopbackHost(request);
    response.once('finish', () => {
      if (response.statusCode === 401) audit.refused(request, response, 'CLIENT_REFUSED');
    });
    const answer = await started.promise;
    await answer(request, response);
  });
  return async (address) => {
    started.resolve(await identityProvider(address + PROVIDER_PATH, mechanism, keys));
  };
}
