import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Identity, Mechanism } from '@mizan/access';
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

type Search = Request['query'];

/** Pages for people with a browser and nothing else: no script, no other site. */
@Controller()
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
