import { Inject, Injectable, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { mizanVersion, openTracing, type Settings, type Tracing } from '@mizan/runtime';
import { SETTINGS } from '../ledger-access/tokens';
import { ApiMetrics } from './api-metrics';
import { TRACING } from './tokens';

/** Sends what is left of the traces when the api ends. */
@Injectable()
class LastTraces implements OnModuleDestroy {
  constructor(@Inject(TRACING) private readonly tracing: Tracing) {}

  onModuleDestroy(): Promise<void> {
    return this.tracing.close();
  }
}

/** What this process counts and traces. */
export const telemetry: readonly Provider[] = [
  ApiMetrics,
  LastTraces,
  {
    provide: TRACING,
    inject: [SETTINGS],
    useFactory: ({ otlpEndpoint }: Settings) =>
      openTracing(otlpEndpoint, { service: 'mizan-api', version: mizanVersion() }),
  },
];
