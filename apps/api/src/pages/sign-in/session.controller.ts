import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  assertOwnSite,
  BrowserSessions,
  Open,
  personasOf,
  SIGN_IN_WAY,
  type SignInWay,
} from '../../identity';
import { Describe, Section } from '../../openapi';
import { PAGES } from '../pages.section';

const seeOther = 303;

/** Sessions of people with browsers. */
@Controller('session')
@Section(PAGES)
export class SessionController {
  constructor(
    @Inject(SIGN_IN_WAY) private readonly way: SignInWay,
    private readonly sessions: BrowserSessions,
  ) {}

  /** Begins a session as a persona. @throws Problem 422 PERSONA_UNKNOWN, 409 where there are none */
  @Post()
  @HttpCode(seeOther)
  @Open()
  @Describe({
    id: 'beginSession',
    summary: 'Begin a session as a persona',
    detail: 'For the embedded identity provider alone.',
    reads: { type: 'application/x-www-form-urlencoded', example: 'persona=tr.cochair' },
    headers: ['Location', 'Set-Cookie'],
    uses: ['control'],
    problems: ['FORM_FROM_ELSEWHERE', 'PERSONA_UNKNOWN', 'SIGN_IN_ELSEWHERE'],
  })
  async begin(@Body() form: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    assertOwnSite(request.get('sec-fetch-site'));
    const persona = personasOf(this.way).persona(personaIn(form));
    await this.sessions.begin(persona, request, response);
    response.redirect(seeOther, '/');
  }

  @Post('end')
  @HttpCode(seeOther)
  @Open()
  @Describe({
    id: 'endSession',
    summary: 'End the session of this browser',
    headers: ['Location', 'Set-Cookie'],
    uses: ['control'],
    problems: ['FORM_FROM_ELSEWHERE'],
  })
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    assertOwnSite(request.get('sec-fetch-site'));
    await this.sessions.leave(request, response);
    response.redirect(seeOther, '/');
  }
}

function personaIn(form: unknown): string {
  const persona = typeof form === 'object' && form !== null && 'persona' in form ? form.persona : '';
  return typeof persona === 'string' ? persona : '';
}
