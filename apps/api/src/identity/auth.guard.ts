import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACTION_EVENTS } from '@mizan/access';
import { Problem } from '../http/problem';
import { LedgerBusy } from '../ledger-access/ledger-busy';
import { ACCESS, type Access, type IdentifiedRequest } from './access.decorators';
import { assertMay } from './assert-may';
import { Identification } from './identification';

/** Stands before every route: establishes the identity and asks the table of rights. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identification: Identification,
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
    request.identity = await this.identification.of(request);
    request.identifyAgain = () => this.identification.of(request);
    if (access.to === 'holders') {
      assertMay(request.identity, access.of);
      if (Object.hasOwn(ACTION_EVENTS, access.of)) await this.busy.assertIdle();
    }
    return true;
  }

  /** An open route shows more to whoever has a session; a stale one must not close it. */
  private async perhaps(request: IdentifiedRequest): Promise<true> {
    try {
      request.identity = await this.identification.of(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    return true;
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
