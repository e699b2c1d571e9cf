import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { instantOf, type Clock } from '@mizan/es';
import { LedgerQueries } from '@mizan/read-models';
import type { Request } from 'express';
import { CLOCK } from '../ledger-access/tokens';
import { utcInstant } from './dto/instant';
import { instantParameter, positionOf, single } from './parameters';
import { Problem } from './problem';
import { rawQuery, untilReadable, waitedFor } from './readable';

/** The as-of pair of a read: what was known, and up to which moment time has run. */
export interface AsOfPair {
  /** Null: everything that is known now. */
  readonly asOf: bigint | null;
  /** RFC 3339, UTC, milliseconds. */
  readonly validAt: string;
  /** `asOf` as the answer shows it: a position, for "now" the newest readable one; null in an empty ledger. */
  readonly asOfLabel: string | null;
  readonly asked: AskedPair;
}

/** The pair as it was asked for: both null when it is now. */
export interface AskedPair {
  readonly asOf: string | null;
  readonly validAt: string | null;
}

/** Resolves ?asOf, ?validAt and ?waitFor against the ledger. */
@Injectable()
export class AsOfPipe implements PipeTransform<Request['query'], Promise<AsOfPair>> {
  constructor(
    private readonly ledger: LedgerQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 for a parameter that cannot be read, 504 READ_MODEL_BEHIND */
  async transform(query: Request['query']): Promise<AsOfPair> {
    await waitedFor(this.ledger, query);
    const asked = {
      asOf: single(query, 'asOf') ?? null,
      validAt: instantParameter(query, 'validAt') ?? null,
    };
    if (asked.asOf === null) return this.now(asked);
    const asOf = await this.positionFor(asked.asOf);
    if (asOf > 0n) await untilReadable(this.ledger, asOf);
    const validAt = asked.validAt ?? (await this.ledger.reach(asOf))?.recordedBy ?? this.clockInstant();
    return { asOf, validAt, asOfLabel: asOf.toString(), asked };
  }

  /** What is recorded has happened, also where it was recorded by a clock that is ahead of this one. */
  private async now(asked: AskedPair): Promise<AsOfPair> {
    const reach = await this.ledger.reach(null);
    const clock = this.clockInstant();
    const now = reach && reach.recordedBy > clock ? reach.recordedBy : clock;
    const asOfLabel = reach?.position.toString() ?? null;
    return { asOf: null, validAt: asked.validAt ?? now, asOfLabel, asked };
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

  private clockInstant(): string {
    return instantOf(this.clock.now());
  }
}

/** The resolved AsOfPair of a request; every read has it. */
export const AsOf = (): ParameterDecorator => rawQuery(AsOfPipe);
