import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { OperationsQueries, type Control } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { May } from '../identity';
import { CONTROL } from '../ledger-access/tokens';
import { presentProjection, rebuildState } from './projection.presenter';
import { StatusService } from './status.service';

const all = 'all';

/** What those who run Mizan look at and may ask of the worker. */
@Controller('v1/operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsQueries,
    private readonly statuses: StatusService,
    @Inject(CONTROL) private readonly control: Control,
  ) {}

  /** Every projection and process, and what became of the newest request to rebuild each. */
  @Get('projections')
  @May('operations.read')
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
