import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { OperationsQueries, Skips, type Control } from '@mizan/read-models';
import { May } from '../identity';
import { CONTROL } from '../ledger-access/tokens';
import { ProjectionsHealth } from './projection-health';
import { unknownProjection } from './projections.controller';
import { presentProjection, requestState } from './projection.presenter';
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
    private readonly health: ProjectionsHealth,
    private readonly skips: Skips,
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
    const [projections, answers, requests, skips] = await Promise.all([
      this.health.look(),
      this.operations.answers(),
      this.control.requests(),
      this.skips.all(),
    ]);
    const items = projections.map((projection) => presentProjection(projection, { skips, answers }));
    const states = requests.map((request) => requestState(request, answers));
    return { items, rebuilds: states.filter(({ kind }) => kind === 'rebuild'), requests: states };
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
    if (!first) throw unknownProjection(known, [all]);
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
