import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { IdentifiedRequest } from '../identity';
import { rateLimited } from './rate-problem';

/** Counts requests by identity; those without one are counted by their address at the entrance. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override shouldSkip(context: ExecutionContext): Promise<boolean> {
    const { identity } = context.switchToHttp().getRequest<IdentifiedRequest>();
    return Promise.resolve(identity === undefined);
  }

  protected override getTracker({ identity }: IdentifiedRequest): Promise<string> {
    return Promise.resolve(`identity ${identity?.id ?? ''}`);
  }

  /** One count for all routes. */
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    return Promise.reject(rateLimited(timeToBlockExpire));
  }
}
