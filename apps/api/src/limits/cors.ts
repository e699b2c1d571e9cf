import type { NestExpressApplication } from '@nestjs/platform-express';

/** Headers of answers that scripts of other origins may look at, and of requests that they may set. */
const exposed = ['ETag', 'Location', 'Retry-After', 'X-Request-Id'];
const allowed = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'Last-Event-ID',
  'X-Request-Id',
];

/** Closed unless somebody names an origin. Cookies never come along: whoever asks from elsewhere brings a token. */
export function openTo(app: NestExpressApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    allowedHeaders: allowed,
    exposedHeaders: exposed,
    credentials: false,
    maxAge: 600,
  });
}
