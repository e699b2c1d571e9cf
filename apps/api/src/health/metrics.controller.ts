import { Controller, Get, Header, Inject } from '@nestjs/common';
import { METRICS_MEDIA_TYPE, type Settings } from '@mizan/runtime';
import type { Identity } from '@mizan/access';
import { Problem } from '../http/problem';
import { Caller, Open } from '../identity';
import { assertMay } from '../identity/assert-may';
import { SETTINGS } from '../ledger-access/tokens';
import { Describe, Section } from '../openapi';
import { ApiMetrics } from '../telemetry/api-metrics';

const loopback = /^(127\.|::1$|localhost$)/;

/** Figures for Prometheus. Like everything of an exercise on one machine they are open there, else for operators. */
@Controller('metrics')
@Section({ name: 'Health', about: 'For whatever keeps Mizan running and looks at it.' })
@Open()
export class MetricsController {
  constructor(
    private readonly metrics: ApiMetrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Header('Content-Type', METRICS_MEDIA_TYPE)
  @Header('Cache-Control', 'no-store')
  @Describe({
    id: 'metrics',
    summary: 'Figures for Prometheus, in its text format',
    media: { type: METRICS_MEDIA_TYPE, example: 'mizan_live_readers 3' },
    problems: ['NOT_SIGNED_IN', 'ROLE_MAY_NOT'],
  })
  text(@Caller() caller: Identity | undefined): Promise<string> {
    if (!this.isOpen()) assertOperator(caller);
    return this.metrics.all.text();
  }

  /** By the settings and not by who connects: behind a proxy everybody connects from this machine. */
  private isOpen(): boolean {
    return this.settings.publicUrl === null && loopback.test(this.settings.host);
  }
}

function assertOperator(caller: Identity | undefined): void {
  if (caller) return assertMay(caller, 'operations.read');
  throw new Problem({
    code: 'NOT_SIGNED_IN',
    status: 401,
    detail: 'Metrics are for operators and auditors wherever others can reach them.',
    remedy: 'Let the scraper send a bearer token of an operator.',
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}
