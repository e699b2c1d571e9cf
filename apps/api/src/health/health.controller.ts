import { Controller, Get, HttpCode } from '@nestjs/common';
import { LedgerQueries } from '@mizan/read-models';
import { Inject } from '@nestjs/common';
import type { EventStore } from '@mizan/es';
import { Problem } from '../http/problem';
import { Open } from '../identity';
import { EVENT_STORE } from '../ledger-access/tokens';
import { Describe, Section } from '../openapi';
import { liveAnswer, readyAnswer } from './health.answers';

@Controller('health')
@Section({ name: 'Health', about: 'For whatever watches over the processes.' })
@Open()
export class HealthController {
  constructor(
    private readonly ledger: LedgerQueries,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** This process answers. */
  @Get('live')
  @HttpCode(200)
  @Describe({ id: 'live', summary: 'This process answers', answer: liveAnswer })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** This process can do its work: the event store and the read models answer. */
  @Get('ready')
  @Describe({
    id: 'ready',
    summary: 'This process can do its work: event store and read models answer',
    answer: readyAnswer,
    problems: ['NOT_READY'],
  })
  async ready(): Promise<{ status: 'ready' }> {
    await attempt('read models', () => this.ledger.head());
    await attempt('event store', () => firstOf(this.store));
    return { status: 'ready' };
  }
}

async function firstOf(store: EventStore): Promise<void> {
  for await (const _ of store.readAll({ maxCount: 1 })) return;
}

async function attempt(what: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (cause) {
    throw notReady(what, cause);
  }
}

function notReady(what: string, cause: unknown): Problem {
  return new Problem(
    {
      code: 'NOT_READY',
      status: 503,
      detail: `The ${what} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Wait a moment; if it stays so, an operator runs mizan doctor.',
      retryAfterS: 2,
    },
    { cause },
  );
}
