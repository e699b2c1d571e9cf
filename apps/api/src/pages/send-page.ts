import type { Response } from 'express';

/** Tighter than the api's own: pages need one style sheet and one script of this server, its stream and their own forms. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a page shows depends on who reads it, so that nothing keeps it. */
export function sendPage(response: Response, document: string): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(document);
}
