import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { Tracing } from '@mizan/runtime';
import {
  CaseQueries,
  FeedQueries,
  IncidentQueries,
  LedgerQueries,
  OperationsQueries,
  Skips,
  SqlControl,
  StrikeQueries,
} from '@mizan/read-models';
import { ApiMetrics } from '../telemetry/api-metrics';
import { ObservedCommands } from '../telemetry/observed-commands';
import { observedStore } from '../telemetry/observed-store';
import { telemetry } from '../telemetry/telemetry.providers';
import { TRACING } from '../telemetry/tokens';
import { Envelopes } from './envelopes';
import { LedgerBusy } from './ledger-busy';
import type { LedgerParts } from './ledger-parts';
import { CLOCK, CODEC, COMMANDS, CONTROL, EVENT_STORE, MECHANISM, SETTINGS } from './tokens';

/** Global: the ledger's ports and queries, for every module of the api. */
@Module({})
export class LedgerAccessModule {
  static forRoot(parts: LedgerParts): DynamicModule {
    const providers = [
      ...ports(parts),
      commands(parts),
      ...telemetry,
      ...queries(parts),
      Envelopes,
      LedgerBusy,
    ];
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
    { provide: Skips, useValue: new Skips(parts.controlDatabase, clock) },
  ];
}

function commands({ store, codec, clock }: LedgerParts): Provider {
  return {
    provide: COMMANDS,
    inject: [ApiMetrics, TRACING],
    useFactory: (metrics: ApiMetrics, tracing: Tracing) =>
      new ObservedCommands({ store: observedStore(store, metrics, tracing), codec, clock }, tracing),
  };
}

const kinds = [CaseQueries, StrikeQueries, IncidentQueries, LedgerQueries, OperationsQueries, FeedQueries];

function queries({ readDatabase }: LedgerParts): Provider[] {
  return kinds.map((Queries) => ({ provide: Queries, useValue: new Queries(readDatabase) }));
}
