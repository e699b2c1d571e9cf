import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CommandHandler } from '@mizan/es';
import {
  CaseQueries,
  FeedQueries,
  IncidentQueries,
  LedgerQueries,
  OperationsQueries,
  SqlControl,
  StrikeQueries,
} from '@mizan/read-models';
import { Envelopes } from './envelopes';
import { LedgerBusy } from './ledger-busy';
import type { LedgerParts } from './ledger-parts';
import { CLOCK, CODEC, COMMANDS, CONTROL, EVENT_STORE, MECHANISM, SETTINGS } from './tokens';

/** Global: the ledger's ports and queries, for every module of the api. */
@Module({})
export class LedgerAccessModule {
  static forRoot(parts: LedgerParts): DynamicModule {
    const providers = [...ports(parts), ...queries(parts), Envelopes, LedgerBusy];
    return { module: LedgerAccessModule, global: true, providers, exports: providers };
  }
}

function ports(parts: LedgerParts): Provider[] {
  const { store, codec, clock } = parts;
  return [
    { provide: SETTINGS, useValue: parts.settings },
    { provide: MECHANISM, useValue: parts.mechanism },
    { provide: EVENT_STORE, useValue: store },
    { provide: CODEC, useValue: codec },
    { provide: CLOCK, useValue: clock },
    { provide: CONTROL, useValue: new SqlControl(parts.controlDatabase, clock) },
    { provide: COMMANDS, useValue: new CommandHandler({ store, codec, clock }) },
  ];
}

const kinds = [CaseQueries, StrikeQueries, IncidentQueries, LedgerQueries, OperationsQueries, FeedQueries];

function queries({ readDatabase }: LedgerParts): Provider[] {
  return kinds.map((Queries) => ({ provide: Queries, useValue: new Queries(readDatabase) }));
}
