import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import { LedgerQueries } from '@mizan/read-models';
import type { Request } from 'express';
import { positionOf, single } from './parameters';
import { Problem } from './problem';

/** How long a read waits for a position, in milliseconds. */
const patience = 5_000;

/** Resolves to the newest position that every read sees, once it has reached ?waitFor; null while there is none. */
@Injectable()
export class ReadablePipe implements PipeTransform<Request['query'], Promise<bigint | null>> {
  constructor(private readonly ledger: LedgerQueries) {}

  /** @throws Problem 400 for a position that cannot be read, 504 READ_MODEL_BEHIND */
  async transform(query: Request['query']): Promise<bigint | null> {
    await waitedFor(this.ledger, query);
    return this.ledger.applied();
  }
}

export const rawQuery = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().query,
);

/** How far the ledger can be read, for the routes that are no read of a past. */
export const ReadableUpTo = (): ParameterDecorator => rawQuery(ReadablePipe);

/** Waits for the position of ?waitFor. @throws Problem 400, 504 READ_MODEL_BEHIND */
export async function waitedFor(ledger: LedgerQueries, query: Request['query']): Promise<void> {
  const waitFor = single(query, 'waitFor');
  if (waitFor !== undefined) await untilReadable(ledger, positionOf(waitFor, 'waitFor'));
}

/** @throws Problem 504 READ_MODEL_BEHIND */
export async function untilReadable(ledger: LedgerQueries, position: bigint): Promise<void> {
  if (await ledger.waitFor(position, patience)) return;
  throw new Problem({
    code: 'READ_MODEL_BEHIND',
    status: 504,
    detail: `Position ${position} is not readable yet.`,
    remedy: 'Ask again in a moment. If it stays so, an operator looks at /v1/operations/projections.',
    retryAfterS: 2,
  });
}
