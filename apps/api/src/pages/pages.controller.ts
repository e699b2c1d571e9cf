import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Identity, Mechanism } from '@mizan/access';
import { CLAIMED_OUTCOMES } from '@mizan/domain';
import type { Request, Response } from 'express';
import { Caller, Open, SIGN_IN_WAY, type SignInWay } from '../identity';
import { MECHANISM } from '../ledger-access/tokens';
import { boardPage } from './board/board.page';
import { BoardReader } from './board/board.reader';
import { casePage } from './case/case.page';
import { CaseReader } from './case/case.reader';
import { PageFrames } from './page-frames';
import { layout } from './parts/layout';
import { sendPage } from './send-page';
import { signInPath } from './sign-in/provider.controller';
import { providerPage } from './sign-in/provider.page';
import { personaGroups, signInPage } from './sign-in/sign-in.page';
import { Describe, Section } from '../openapi';
import { MOMENT, PAGE, PAGES, READING } from './pages.section';

type Search = Request['query'];

/** Pages for people with a browser and nothing else: complete without scripts, and without other sites. */
@Controller()
@Section(PAGES)
@Open()
export class PagesController {
  constructor(
    @Inject(MECHANISM) private readonly mechanism: Mechanism,
    @Inject(SIGN_IN_WAY) private readonly way: SignInWay,
    private readonly frames: PageFrames,
    private readonly board: BoardReader,
    private readonly cases: CaseReader,
  ) {}

  /** The review board; without a session the question who is reading. */
  @Get()
  @Describe({
    id: 'boardPage',
    summary: 'The review board; without a session the question who is reading',
    media: PAGE,
    query: {
      ...MOMENT,
      outcome: { description: 'Only cases with this outcome.', type: 'string', enum: CLAIMED_OUTCOMES },
      page: { description: 'Counted from 1.', type: 'string', examples: ['1'] },
    },
    uses: ['read-models'],
    problems: READING,
  })
  async home(
    @Caller() reader: Identity | undefined,
    @Query() query: Search,
    @Res() response: Response,
  ): Promise<void> {
    if (!reader) return this.signIn(response);
    const reading = await this.frames.moment(query);
    const model = await this.board.read(reader, reading, query);
    const frame = await this.frames.frame('Review board', reader, reading.moment);
    sendPage(response, layout(frame, boardPage(model)));
  }

  /** One case. @throws Problem 404 where the reader may not know of it */
  @Get('cases/:id')
  @Describe({
    id: 'casePage',
    summary: 'One case',
    media: PAGE,
    query: MOMENT,
    elsewhere: 'To the first page: nobody is signed in.',
    uses: ['history', 'read-models'],
    problems: [...READING, 'CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS'],
  })
  async case(
    @Caller() reader: Identity | undefined,
    @Req() request: Request<{ id: string }>,
    @Res() response: Response,
  ): Promise<void> {
    if (!reader) return response.redirect(303, this.way.kind === 'personas' ? '/' : signInPath(request.url));
    const reading = await this.frames.moment(request.query);
    const model = await this.cases.read(reader, request.params.id, reading);
    const frame = await this.frames.frame(model.reference, reader, reading.moment);
    sendPage(response, layout(frame, casePage(model)));
  }

  private async signIn(response: Response): Promise<void> {
    if (this.way.kind === 'personas') {
      const frame = await this.frames.frame('Choose a persona', null, null);
      return sendPage(response, layout(frame, signInPage(personaGroups(this.mechanism))));
    }
    const frame = await this.frames.frame('Sign in', null, null);
    sendPage(response, layout(frame, providerPage(this.way.provider.issuer)));
  }
}
