import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { assertOwnSite, BrowserSessions, Open, personasOf, SIGN_IN_WAY, type SignInWay } from '../../identity';

const seeOther = 303;

/** Sessions of people with browsers. */
@Controller('session')
export class SessionController {
  constructor(
    @Inject(SIGN_IN_WAY) private readonly way: SignInWay,
    private readonly sessions: BrowserSessions,
  ) {}

  /** Begins a session as a persona. @throws Problem 422 PERSONA_UNKNOWN, 409 where there are none */
  @Post()
  @HttpCode(seeOther)
  @Open()
  async begin(
    @Body() form: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    assertOwnSite(request.get('sec-fetch-site'));
    const persona = personasOf(this.way).persona(personaIn(form));
    await this.sessions.begin(persona, request, response);
    response.redirect(seeOther, '/');
  }

  @Post('end')
  @HttpCode(seeOther)
  @Open()
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
