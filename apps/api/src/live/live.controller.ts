import { Controller, Get, Head, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May, type IdentifiedRequest } from '../identity';
import { CaseAccess } from '../shares/case-access';
import { Problem } from '../http/problem';
import type { Identity } from '@mizan/access';
import { LiveQueryDto } from './live-query.dto';
import { LiveReaders } from './live-readers';
import { StartingPoint } from './starting-point';
import { typesOf } from './wanted';
import { Describe, Section } from '../openapi';
import { FRAMES } from './live.answers';

/** New entries of the ledger as they become readable, as server-sent events. */
@Controller('v1/live')
@Section({ name: 'Live', about: 'New entries of the ledger, as they become readable.' })
export class LiveController {
  constructor(
    private readonly readers: LiveReaders,
    private readonly starting: StartingPoint,
    private readonly cases: CaseAccess,
  ) {}

  /** Comes first: Express would answer HEAD by the stream itself, which never ends. */
  @Head()
  @May('board.read')
  @Describe({
    id: 'lookLive',
    summary: 'The headers of the stream, without it',
    headers: ['Cache-Control'],
  })
  look(@Res() response: Response): void {
    open(response);
    response.end();
  }

  @Get()
  @May('board.read')
  @Describe({
    id: 'followLive',
    summary: 'New entries as they become readable, as server-sent events',
    detail:
      'Each entry once and in order, as far as the reader may see it: never a place, never words that somebody wrote. The id of an event is its position; a reader that was cut off resumes after it. Comments keep the connection alive. Before the server ends a stream it says why in an event named bye.',
    media: { type: 'text/event-stream', example: FRAMES },
    headers: ['Cache-Control'],
    asks: ['Last-Event-ID'],
    uses: ['store', 'read-models'],
    problems: [
      'HEADER_MALFORMED',
      'POSITION_UNKNOWN',
      'CASE_UNKNOWN',
      'REFERENCE_AMBIGUOUS',
      'LIVE_FULL',
      'SERVER_STOPPING',
    ],
  })
  async follow(
    @Req() request: IdentifiedRequest,
    @Query() query: LiveQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    const { identity, identifyAgain } = identified(request);
    const types = typesOf(query.type);
    const reader = await this.readers.join(async (feed) => {
      const caseId = query.case === undefined ? null : await this.caseId(identity, query.case);
      const from = await this.starting.position(request.get('Last-Event-ID') ?? '', query.after, feed.head);
      return { response, identity, identifyAgain, from, wanted: { types, caseId } };
    });
    open(response);
    void reader.run();
  }

  private async caseId(caller: Identity, idOrReference: string): Promise<string> {
    const { row } = await this.cases.read(caller, idOrReference, null);
    return row.view.id;
  }
}

/** What the guard has left at the request. */
function identified({
  identity,
  identifyAgain,
}: IdentifiedRequest): Required<Pick<IdentifiedRequest, 'identity' | 'identifyAgain'>> {
  if (identity && identifyAgain) return { identity, identifyAgain };
  throw new Problem({
    code: 'ROUTE_UNGUARDED',
    status: 403,
    detail: 'Nobody stands before this route.',
    remedy: 'Mark it with May or SignedIn.',
  });
}

function open(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // A proxy that collects answers would hold the entries back.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
}
