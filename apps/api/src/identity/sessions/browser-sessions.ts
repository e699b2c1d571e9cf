import { createHash, randomBytes } from 'node:crypto';
import { ROLES, type Identity } from '@mizan/access';
import type { Session, Sessions } from '@mizan/read-models';
import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/audit-log';
import { unaccepted } from '../tokens/unaccepted';
import type { SecretCookie } from './secret-cookie';

/** Milliseconds: a working day, and how long a browser may be left alone. */
export const SESSION_LIMITS = { life: 8 * 60 * 60_000, idle: 60 * 60_000 } as const;

/** Sessions of people with browsers: a secret in the cookie, and what it stands for in the apis' database. */
export class BrowserSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookie: SecretCookie,
    private readonly audit: AuditLog,
  ) {}

  /** Begins a session; whatever session this browser had ends. */
  async begin(identity: Identity, request: Request, response: Response): Promise<void> {
    await this.endOwn(request);
    const secret = randomBytes(32).toString('base64url');
    const { id } = await this.sessions.begin(identity, hashOf(secret));
    this.cookie.set(response, secret, SESSION_LIMITS.life);
    this.audit.write({ event: 'session-began', who: identity.id, role: identity.role, session: id });
  }

  /** Null when no session came along. @throws Problem 401 SESSION_ENDED */
  async identityOf(request: Request): Promise<Identity | null> {
    const secret = this.cookie.read(request);
    if (secret === null) return null;
    const session = await this.sessions.use(hashOf(secret));
    const role = ROLES.find((each) => each === session?.holder.role);
    if (session && role) return { ...session.holder, role };
    throw unaccepted('SESSION_ENDED', 'The session has ended: it ran out, or somebody ended it.');
  }

  /** Signs this browser out. */
  async leave(request: Request, response: Response): Promise<void> {
    await this.endOwn(request);
    this.cookie.clear(response);
  }

  list(): Promise<Session[]> {
    return this.sessions.list();
  }

  /** Ends somebody's session; false when none of this id is open. `by` is who ends it. */
  async end(id: string, by: Identity): Promise<boolean> {
    const session = await this.sessions.end(id);
    if (session) this.ended(session, by.id);
    return session !== null;
  }

  private async endOwn(request: Request): Promise<void> {
    const secret = this.cookie.read(request);
    const session = secret === null ? null : await this.sessions.use(hashOf(secret));
    if (session && (await this.sessions.end(session.id))) this.ended(session, session.holder.id);
  }

  private ended({ id, holder }: Session, by: string): void {
    this.audit.write({ event: 'session-ended', who: by, session: id, of: holder.id });
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
