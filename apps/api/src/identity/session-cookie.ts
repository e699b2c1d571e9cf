import type { Request, Response } from 'express';
import { TOKEN_LIFE_S } from './audience';

export const SESSION_COOKIE = 'mizan_session';

/** The session's token, or null. */
export function readSession(request: Request): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === SESSION_COOKIE && value) return value;
  }
  return null;
}

/** Scripts cannot read it, other sites cannot send it. Without `secure`: Mizan listens on loopback. */
const protection = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

export function setSession(response: Response, token: string): void {
  response.cookie(SESSION_COOKIE, token, { ...protection, maxAge: TOKEN_LIFE_S * 1000 });
}

export function clearSession(response: Response): void {
  response.clearCookie(SESSION_COOKIE, protection);
}
