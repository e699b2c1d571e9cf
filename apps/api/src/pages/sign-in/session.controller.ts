import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Problem } from '../../http/problem';
import { clearSession, Open, SessionTokens, setSession } from '../../identity';

const seeOther = 303;

/** Sessions of people with browsers. */
@Controller('session')
export class SessionController {
  constructor(private readonly tokens: SessionTokens) {}

  /** Begins a session as a persona. @throws Problem 422 PERSONA_UNKNOWN */
  @Post()
  @HttpCode(seeOther)
  @Open()
  async begin(
    @Body() form: unknown,
    @Headers('sec-fetch-site') site: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    assertOwnForm(site);
    setSession(response, await this.tokens.issue(personaIn(form)));
    response.redirect(seeOther, '/');
  }

  @Post('end')
  @HttpCode(seeOther)
  @Open()
  end(@Headers('sec-fetch-site') site: string | undefined, @Res() response: Response): void {
    assertOwnForm(site);
    clearSession(response);
    response.redirect(seeOther, '/');
  }
}

function personaIn(form: unknown): string {
  const persona = typeof form === 'object' && form !== null && 'persona' in form ? form.persona : '';
  return typeof persona === 'string' ? persona : '';
}

/** Another site must not sign a visitor in as somebody of its choice. */
function assertOwnForm(site: string | undefined): void {
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Problem({
    code: 'FORM_FROM_ELSEWHERE',
    status: 403,
    detail: 'This form was sent from another site.',
    remedy: 'Open the first page of Mizan and choose a persona there.',
  });
}
