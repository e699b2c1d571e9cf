import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACTION_EVENTS, type Identity } from '@mizan/access';
import { Problem } from '../http/problem';
import { LedgerBusy } from '../ledger-access/ledger-busy';
import { ACCESS, type Access, type IdentifiedRequest } from './access.decorators';
import { assertMay } from './assert-may';
import { readSession } from './session-cookie';
import { SessionTokens } from './session-tokens';
import { unaccepted } from './tokens';

/** Stands before every route: establishes the identity and asks the table of rights. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: SessionTokens,
    private readonly busy: LedgerBusy,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw unguarded();
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    if (access.to === 'anyone') return this.perhaps(request);
    request.identity = await this.identify(request);
    request.identifyAgain = () => this.identify(request);
    if (access.to === 'holders') {
      assertMay(request.identity, access.of);
      if (Object.hasOwn(ACTION_EVENTS, access.of)) await this.busy.assertIdle();
    }
    return true;
  }

  /** An open route shows more to whoever has a session; a stale one must not close it. */
  private async perhaps(request: IdentifiedRequest): Promise<true> {
    try {
      request.identity = await this.identify(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    return true;
  }

  private async identify(request: IdentifiedRequest): Promise<Identity> {
    const header = request.headers.authorization;
    const token = header === undefined ? readSession(request) : /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (token) return this.tokens.verify(token);
    throw header === undefined
      ? unaccepted('NOT_SIGNED_IN', 'This route needs an identity.')
      : unaccepted('TOKEN_INVALID', 'The header Authorization holds no bearer token.');
  }
}

function unguarded(): Problem {
  return new Problem({
    code: 'ROUTE_UNGUARDED',
    status: 403,
    detail: 'Nobody has said who may use this route.',
    remedy: 'Mark it with May, SignedIn or Open.',
  });
}
