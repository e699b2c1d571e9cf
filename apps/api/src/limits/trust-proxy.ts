import type { NestExpressApplication } from '@nestjs/platform-express';

/**
 * Behind a public origin there is a proxy, and it says whose request it passes on; it is believed from this machine and
 * from private networks only. Without one, what a request says of its sender is nobody's word.
 */
export function trustProxy(app: NestExpressApplication, publicUrl: string | null): void {
  if (publicUrl !== null) app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
}
