import {
  createParamDecorator,
  Inject,
  Injectable,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import { instantOf, type Clock } from '@mizan/es';
import { LedgerQueries } from '@mizan/read-models';
import type { Request } from 'express';
import { CLOCK } from '../ledger-access/tokens';
import { utcInstant } from './dto/instant';
import { Problem } from './problem';

/** The as-of pair of a read: what was known, and up to which moment time has run. */
export interface AsOfPair {
  /** Null: everything that is known now. */
  readonly asOf: bigint | null;
  /** RFC 3339, UTC, milliseconds. */
  readonly validAt: string;
  /** `asOf` as the answer shows it: a position, for "now" the newest readable one; null in an empty ledger. */
  readonly asOfLabel: string | null;
}

/** How long a read waits for a position, in milliseconds. */
const patience = 5_000;

/** Resolves ?asOf, ?validAt and ?waitFor against the ledger. */
@Injectable()
export class AsOfPipe implements PipeTransform<Request['query'], Promise<AsOfPair>> {
  constructor(
    private readonly ledger: LedgerQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 for a parameter that cannot be read, 504 READ_MODEL_BEHIND */
  async transform(query: Request['query']): Promise<AsOfPair> {
    const waitFor = single(query, 'waitFor');
    if (waitFor !== undefined) await this.readable(positionOf(waitFor, 'waitFor'));
    const validAt = instantParameter(query, 'validAt');
    const asked = single(query, 'asOf');
    if (asked === undefined) return this.now(validAt);
    const asOf = await this.positionFor(asked);
    if (asOf > 0n) await this.readable(asOf);
    return {
      asOf,
      validAt: validAt ?? (await this.ledger.recordedAt(asOf)) ?? this.clockInstant(),
      asOfLabel: asOf.toString(),
    };
  }

  private async now(validAt: string | undefined): Promise<AsOfPair> {
    const head = await this.ledger.head();
    return { asOf: null, validAt: validAt ?? this.clockInstant(), asOfLabel: head?.toString() ?? null };
  }

  private async positionFor(asked: string): Promise<bigint> {
    const instant = utcInstant(asked);
    if (instant !== null) return this.ledger.positionAt(instant);
    const position = positionOf(asked, 'asOf');
    const head = await this.ledger.head();
    if (position <= (head ?? 0n)) return position;
    throw new Problem({
      code: 'POSITION_UNKNOWN',
      status: 400,
      detail: `This ledger is readable up to position ${head ?? 'nothing'}; ${position} lies beyond it.`,
      remedy: 'Ask for an earlier position, or wait for a position just written with waitFor.',
    });
  }

  private async readable(position: bigint): Promise<void> {
    if (await this.ledger.waitFor(position, patience)) return;
    throw new Problem({
      code: 'READ_MODEL_BEHIND',
      status: 504,
      detail: `Position ${position} is not readable yet.`,
      remedy: 'Ask again in a moment. If it stays so, an operator looks at /v1/operations/projections.',
      retryAfterS: 2,
    });
  }

  private clockInstant(): string {
    return instantOf(this.clock.now());
  }
}

/** The resolved AsOfPair of a request; every read has it. */
export const AsOf = (): ParameterDecorator => rawQuery(AsOfPipe);

const rawQuery = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().query,
);

function single(query: Request['query'], name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw unreadable(name, 'It may be given once.');
}

function positionOf(text: string, name: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  throw unreadable(
    name,
    name === 'asOf'
      ? 'Give a ledger position or an instant such as 2026-11-01T09:30:00Z.'
      : 'Give a ledger position, the decimal number that a write answered.',
  );
}

function instantParameter(query: Request['query'], name: string): string | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  const instant = utcInstant(text);
  if (instant !== null) return instant;
  throw unreadable(name, 'Give an instant with its zone, such as 2026-11-01T09:30:00Z.');
}

function unreadable(name: string, remedy: string): Problem {
  return new Problem({
    code: 'PARAMETER_INVALID',
    status: 400,
    detail: `The parameter ${name} cannot be read.`,
    remedy,
    errors: [{ pointer: name, detail: remedy }],
  });
}
