import type { Mechanism } from '@mizan/access';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mountProvider } from './embedded/mount-provider';
import type { IdentityParts } from './identity-parts';
import { PublicOrigin } from './public-origin';

/** Puts what needs no guard in front of the routes. Answers the function to call once the api listens. */
export function mountIdentity(
  app: NestExpressApplication,
  mechanism: Mechanism,
  identity: IdentityParts,
): (address: string) => Promise<void> {
  const origin = app.get(PublicOrigin);
  const start = identity.kind === 'embedded' ? mountProvider(app, mechanism, identity.keys) : null;
  return async (address) => {
    origin.listensAt(address);
    await start?.(address);
  };
}
