import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { OperationsQueries, type Control } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { May } from '../identity';
import { CONTROL } from '../ledger-access/tokens';
import { presentProjection, rebuildState } from './projection.presenter';
import { StatusService } from './status.service';
import { Describe, Section } from '../openapi';
import { projectionsAnswer, rebuildAnswer, statusAnswer } from './operations.answers';

const all = 'all';

/** What those who run Mizan look at and may ask of the worker. */
@Controller('v1/operations')
@Section({
  name: 'Operations',
  about: 'For those who run Mizan.',
  path: {
    name: { description: 'A projection, or `all`.', type: 'string', examples: ['share-board'] },
  },
})
export class OperationsController {
  constructor(
    private readonly operations: OperationsQueries,
    private readonly statuses: StatusService,
    @Inject(CONTROL) private readonly control: Control,
  ) {}

  /** Every projection and process, and what became of the newest request to rebuild each. */
  @Get('projections')
  @May('operations.read')
  @Describe({
    id: 'projections',
    summary: 'Every projection and process, and what became of the newest request to rebuild each',
    answer: projectionsAnswer,
    uses: ['read-models', 'control'],
  })
  async projections() {
    const [projections, answers, requests] = await Promise.all([
      this.operations.projections(),
      this.operations.answers(),
      this.control.requests(),
    ]);
    const rebuilds = requests
      .filter(({ kind }) => kind === 'rebuild')
      .map((request) => rebuildState(request, answers));
    return { items: projections.map(presentProjection), rebuilds };
  }

  /** Asks the worker to build a projection's tables anew; `all` asks for every one. */
  @Post('projections/:name/rebuild')
  @HttpCode(202)
  @May('operations.rebuild')
  @Describe({
    id: 'rebuildProjection',
    summary: "Ask the worker to build a projection's tables anew",
    answer: rebuildAnswer,
    uses: ['read-models', 'control'],
    problems: ['PROJECTION_UNKNOWN'],
  })
  async rebuild(@Param('name') name: string): Promise<{ request: string; requests: RebuildRequested[] }> {
    const known = (await this.operations.projections()).map((projection) => projection.name);
    const names = name === all ? known : known.filter((candidate) => candidate === name);
    const requests: RebuildRequested[] = [];
    for (const projection of names)
      requests.push({ projection, request: await this.control.request({ kind: 'rebuild', projection }) });
    const [first] = requests;
    if (!first) throw unknownProjection(known);
    return { request: first.request, requests };
  }

  @Get('status')
  @May('operations.read')
  @Describe({
    id: 'status',
    summary: 'How this installation is, as the api sees it',
    answer: statusAnswer,
    uses: ['read-models', 'control'],
  })
  status() {
    return this.statuses.status();
  }
}

interface RebuildRequested {
  readonly projection: string;
  readonly request: string;
}

function unknownProjection(known: readonly string[]): Problem {
  return new Problem({
    code: 'PROJECTION_UNKNOWN',
    status: 404,
    detail: 'There is no projection of this name.',
    remedy: `Name one of ${[...known, all].join(', ')}.`,
  });
}
