import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import {
  OperationsQueries,
  Skips,
  type Control,
  type ProjectionStatus,
  type StoredRequest,
} from '@mizan/read-models';
import { Problem } from '../http/problem';
import { AuditLog, Caller, May } from '../identity';
import { CONTROL } from '../ledger-access/tokens';
import { Describe, Section } from '../openapi';
import { requestedAnswer } from './operations.answers';
import { SkipDto } from './skip.dto';

/** The answer to a request that the worker will serve; GET v1/operations/projections says what became of it. */
export interface Requested {
  readonly request: string;
}

/** A projection that an event stopped, with that event. */
type Stopped = ProjectionStatus & { readonly failure: NonNullable<ProjectionStatus['failure']> };

/** The ways on for a projection that an event has stopped, and back. */
@Controller('v1/operations/projections')
@Section({
  name: 'Operations',
  about: 'For those who run Mizan.',
  path: { name: { description: 'A projection.', type: 'string', examples: ['cases'] } },
})
export class ProjectionsController {
  constructor(
    private readonly operations: OperationsQueries,
    private readonly skips: Skips,
    private readonly audit: AuditLog,
    @Inject(CONTROL) private readonly control: Control,
  ) {}

  /** Asks the worker to try the event again that stopped it, after its cause has been mended. */
  @Post(':name/retry')
  @HttpCode(202)
  @May('operations.rebuild')
  @Describe({
    id: 'retryProjection',
    summary: 'Ask the worker to try the event again that stopped a projection',
    answer: requestedAnswer,
    uses: ['read-models', 'control'],
    problems: ['PROJECTION_UNKNOWN', 'PROJECTION_NOT_STOPPED'],
  })
  async retry(@Param('name') name: string, @Caller() caller: Identity): Promise<Requested> {
    await this.stopped(name);
    return this.ask('retry', name, caller);
  }

  /**
   * Asks the worker to go on without the event that stopped it. Its rows lack that event from then on, which stays on
   * record with who said so and why.
   */
  @Post(':name/skip')
  @HttpCode(202)
  @May('operations.rebuild')
  @Describe({
    id: 'skipEvent',
    summary: 'Let a projection go on without the event that stopped it; kept on record',
    answer: requestedAnswer,
    uses: ['read-models', 'control'],
    problems: ['PROJECTION_UNKNOWN', 'PROJECTION_NOT_STOPPED', 'PROJECTION_STOPPED_ELSEWHERE'],
  })
  async skip(
    @Param('name') name: string,
    @Body() { event, reason }: SkipDto,
    @Caller() caller: Identity,
  ): Promise<Requested> {
    const { failure, version } = await this.stopped(name);
    if (failure.eventId !== event.toLowerCase()) throw stoppedElsewhere(name, failure.eventId);
    const skip = { projection: name, version, event: failure, reason, skippedBy: caller.id };
    // On record before it is asked for: the worker reads it when it goes on.
    await this.skips.record(skip);
    this.audit.write({
      event: 'projection-skip',
      who: caller.id,
      projection: name,
      skipped: failure.eventId,
    });
    return this.ask('skip', name, caller);
  }

  /**
   * Takes a skip back, which stays on record beside it, and asks the worker to build the rows anew with the event. Until
   * that has come about they lack it.
   */
  @Post(':name/skip-withdrawal')
  @HttpCode(202)
  @May('operations.rebuild')
  @Describe({
    id: 'withdrawSkip',
    summary: 'Withdraw a skip, and ask the worker to build the tables anew with its event; kept on record',
    answer: requestedAnswer,
    uses: ['read-models', 'control'],
    problems: ['PROJECTION_UNKNOWN', 'SKIP_UNKNOWN'],
  })
  async withdrawSkip(
    @Param('name') name: string,
    @Body() { event, reason }: SkipDto,
    @Caller() caller: Identity,
  ): Promise<Requested> {
    const { version } = await this.known(name);
    const eventId = event.toLowerCase();
    const said = { reason, withdrawnBy: caller.id };
    if (!(await this.skips.withdraw({ projection: name, version, eventId }, said)))
      throw unknownSkip(name, eventId);
    const line = { event: 'projection-skip-withdrawn', who: caller.id, projection: name, skipped: eventId };
    this.audit.write(line);
    return this.ask('rebuild', name, caller);
  }

  private async ask(kind: StoredRequest['kind'], projection: string, { id }: Identity): Promise<Requested> {
    return { request: await this.control.request({ kind, projection, requestedBy: id }) };
  }

  private async known(name: string): Promise<ProjectionStatus> {
    const projections = await this.operations.projections();
    const found = projections.find((projection) => projection.name === name);
    if (found) return found;
    throw unknownProjection(projections.map((projection) => projection.name));
  }

  private async stopped(name: string): Promise<Stopped> {
    const found = await this.known(name);
    const { failure } = found;
    if (failure) return { ...found, failure };
    throw new Problem({
      code: 'PROJECTION_NOT_STOPPED',
      status: 409,
      detail: `No event has stopped ${name}.`,
      remedy: 'There is nothing to do. To build its tables anew, ask for a rebuild.',
    });
  }
}

/** `more` are words beside projections' names that the route knows. */
export function unknownProjection(known: readonly string[], more: readonly string[] = []): Problem {
  return new Problem({
    code: 'PROJECTION_UNKNOWN',
    status: 404,
    detail: 'There is no projection of this name.',
    remedy: `Name one of ${[...known, ...more].join(', ')}.`,
  });
}

function stoppedElsewhere(name: string, event: string): Problem {
  return new Problem({
    code: 'PROJECTION_STOPPED_ELSEWHERE',
    status: 409,
    detail: `${name} is stopped by event ${event}, not by the one that you name.`,
    remedy: 'Nothing was skipped. Look at the event that it is stopped by now, and decide about that one.',
  });
}

function unknownSkip(name: string, event: string): Problem {
  return new Problem({
    code: 'SKIP_UNKNOWN',
    status: 409,
    detail: `${name} is not told to leave out event ${event}.`,
    remedy: 'There is nothing to withdraw. mizan projection status shows what it leaves out.',
  });
}
