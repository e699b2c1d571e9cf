import { Inject, Injectable } from '@nestjs/common';
import type { Identity, Mechanism } from '@mizan/access';
import { instantOf, type Clock } from '@mizan/es';
import { LedgerQueries } from '@mizan/read-models';
import type { Request } from 'express';
import { AsOfPipe, type AsOfPair } from '../http/read';
import { SIGN_IN_WAY, type SignInWay } from '../identity';
import { CLOCK, MECHANISM } from '../ledger-access/tokens';
import type { Frame, Moment, Tense } from './parts/layout';
import { zonesOf, type PartyZone } from './times';

/** The moment a page is read at, as the queries and as the page need it. */
export interface ReadingMoment {
  readonly pair: AsOfPair;
  readonly moment: Moment;
}

/** What all pages have in common. */
@Injectable()
export class PageFrames {
  readonly zones: readonly PartyZone[];

  constructor(
    @Inject(MECHANISM) private readonly mechanism: Mechanism,
    @Inject(SIGN_IN_WAY) private readonly way: SignInWay,
    private readonly ledger: LedgerQueries,
    private readonly asOf: AsOfPipe,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.zones = zonesOf(mechanism.parties);
  }

  /** An empty field of the form means now. @throws Problem as every read does */
  async moment(query: Request['query']): Promise<ReadingMoment> {
    const given = Object.entries(query).filter(([, value]) => value !== '');
    const trimmed = given.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]);
    const pair = await this.asOf.transform(Object.fromEntries(trimmed) as Request['query']);
    const { validAt, asked } = pair;
    return { pair, moment: { position: pair.asOfLabel ?? '0', validAt, asked, tense: this.tenseOf(pair) } };
  }

  private tenseOf({ asked, validAt }: AsOfPair): Tense {
    if (asked.asOf === null && asked.validAt === null) return 'now';
    return validAt > instantOf(this.clock.now()) ? 'future' : 'past';
  }

  async frame(title: string, reader: Identity | null, moment: Moment | null): Promise<Frame> {
    const exercise = await this.ledger.isExercise();
    const leave = this.way.kind === 'personas' ? 'Change persona' : 'Sign out';
    return { title, mechanism: this.mechanism.name, exercise, reader, leave, moment };
  }
}
