import { Inject, Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import type { Request } from 'express';
import { BrowserSessions } from './sessions/browser-sessions';
import { assertOwnSite } from './sessions/own-site';
import { ACCESS_TOKENS, type AccessTokens } from './tokens/access-tokens';
import { unaccepted } from './tokens/unaccepted';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Who sends a request: by its bearer token, or by the session of its browser. */
@Injectable()
export class Identification {
  constructor(
    @Inject(ACCESS_TOKENS) private readonly tokens: AccessTokens,
    private readonly sessions: BrowserSessions,
  ) {}

  /** @throws Problem 401 with the reason, 403 where the identity is not of this ledger, 503 when nobody can tell */
  async of(request: Request): Promise<Identity> {
    const header = request.headers.authorization;
    if (header === undefined) return this.bySession(request);
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (token) return this.tokens.verify(token);
    throw unaccepted('TOKEN_INVALID', 'The header Authorization holds no bearer token.');
  }

  /** Browsers send cookies by themselves, so that what changes anything must come from a page of ours. */
  private async bySession(request: Request): Promise<Identity> {
    const identity = await this.sessions.identityOf(request);
    if (!identity) throw unaccepted('NOT_SIGNED_IN', 'This route needs an identity.');
    if (!READING.includes(request.method)) assertOwnSite(request.get('sec-fetch-site'));
    return identity;
  }
}
