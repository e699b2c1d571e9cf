import type { CookieOptions, Request, Response } from 'express';

/**
 * The cookie that holds a secret for a while. Scripts cannot read it. Over HTTPS it is never sent in the clear, and its
 * prefix keeps neighbouring hosts from setting it.
 */
export class SecretCookie {
  private readonly name: string;
  private readonly protection: CookieOptions;

  constructor(name: string, options: { readonly secure: boolean; readonly sameSite: 'strict' | 'lax' }) {
    this.name = options.secure ? `__Host-${name}` : name;
    this.protection = { httpOnly: true, path: '/', ...options };
  }

  /** Null when it did not come along. */
  read(request: Request): string | null {
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const [name, value] = part.trim().split('=', 2);
      if (name === this.name && value) return value;
    }
    return null;
  }

  /** `life` is in milliseconds. */
  set(response: Response, value: string, life: number): void {
    response.cookie(this.name, value, { ...this.protection, maxAge: life });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.protection);
  }
}
