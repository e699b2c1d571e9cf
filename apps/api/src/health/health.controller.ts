import { Controller, Get, HttpCode, Inject } from '@nestjs/common';
import type { EventStore } from '@mizan/es';
import { LedgerQueries, OperationsQueries } from '@mizan/read-models';
import { loggedError } from '@mizan/runtime';
import { Problem } from '../http/problem';
import { Open } from '../identity';
import { EVENT_STORE } from '../ledger-access/tokens';
import { Describe, Section } from '../openapi';
import { liveAnswer, readyAnswer } from './health.answers';
import type { Readiness } from './readiness';
import { ProjectionsHealth } from '../operations/projection-health';
import { NoAnswer, within } from '../operations/within';

/** Milliseconds that one part may take to answer. */
const patience = 3_000;

@Controller('health')
@Section({ name: 'Health', about: 'For whatever keeps Mizan running and looks at it.' })
@Open()
export class HealthController {
  constructor(
    private readonly ledger: LedgerQueries,
    private readonly projections: ProjectionsHealth,
    private readonly operations: OperationsQueries,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** This process answers. */
  @Get('live')
  @HttpCode(200)
  @Describe({ id: 'live', summary: 'This process answers', answer: liveAnswer })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /**
   * This process can do its work: the event store and the read models answer, and the schema is the one it reads. A
   * projection that lags or stopped is shown and does not take every api out of service: what it has projected can be read.
   */
  @Get('ready')
  @Describe({
    id: 'ready',
    summary: 'This process can do its work',
    answer: readyAnswer,
    problems: ['NOT_READY'],
  })
  async ready(): Promise<Readiness> {
    await answering('read models', () => this.readable());
    await answering('event store', () => firstOf(this.store));
    const projections = await answering('projections', () => this.projections.look());
    return {
      status: 'ready',
      projections: projections.map(({ name, state, lag }) => ({ name, state, lag })),
    };
  }

  private async readable(): Promise<void> {
    if (!(await this.operations.schemaFits()))
      throw notReady('read models', 'have not the tables of this version');
    await this.ledger.head();
  }
}

async function firstOf(store: EventStore): Promise<void> {
  for await (const _ of store.readAll({ maxCount: 1 })) return;
}

async function answering<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await within(patience, ask);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    if (cause instanceof NoAnswer) throw notReady(what, `give ${cause.message}`);
    const { message, type } = loggedError(cause);
    throw notReady(what, `cannot be reached: ${message ?? type}`);
  }
}

function notReady(what: string, why: string): Problem {
  return new Problem({
    code: 'NOT_READY',
    status: 503,
    detail: `The ${what} ${why.replace(/\.$/, '')}.`,
    remedy: 'Wait a moment; if it stays so, an operator runs mizan doctor.',
    retryAfterS: 2,
  });
}
