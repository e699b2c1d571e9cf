import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  BrowserSessions,
  FLOW_COOKIE,
  FLOW_LIFE,
  flowFrom,
  flowText,
  Open,
  ownPath,
  providerOf,
  SecretCookie,
  SIGN_IN_WAY,
  unaccepted,
  type SignInWay,
} from '../../identity';
import { link } from '../html';
import { Describe, Section } from '../../openapi';
import { PAGES } from '../pages.section';

const seeOther = 303;

/** The way to the provider, and back to the page that was asked for. */
@Controller('session')
@Section(PAGES)
export class ProviderController {
  constructor(
    @Inject(SIGN_IN_WAY) private readonly way: SignInWay,
    @Inject(FLOW_COOKIE) private readonly cookie: SecretCookie,
    private readonly sessions: BrowserSessions,
  ) {}

  /** Sends the browser to the provider. @throws Problem 409 where there is none, 503 where it does not answer */
  @Get('begin')
  @Open()
  @Describe({
    id: 'beginSignIn',
    summary: 'To the identity provider, to sign in there',
    query: {
      to: { description: 'The page to go on with.', type: 'string', examples: ['/cases/PK-7F3A-Q2'] },
    },
    elsewhere: 'To the identity provider.',
    problems: ['SIGN_IN_ELSEWHERE', 'IDENTITY_PROVIDER_UNREACHABLE'],
  })
  async begin(@Query('to') to: unknown, @Res() response: Response): Promise<void> {
    const { url, flow } = await providerOf(this.way).begin(ownPath(to));
    this.cookie.set(response, flowText(flow), FLOW_LIFE);
    response.set('Cache-Control', 'no-store').redirect(seeOther, url);
  }

  /** Where the provider sends it back to. @throws Problem 401 SIGN_IN_FAILED, 403 where nobody here is meant, 503 */
  @Get('callback')
  @Open()
  @Describe({
    id: 'finishSignIn',
    summary: 'Back from the identity provider: begins the session',
    query: {
      code: { description: "The provider's.", type: 'string', examples: ['SplxlOBeZQQYbYS6WxSbIA'] },
      state: { description: "This browser's.", type: 'string', examples: ['af0ifjsldkj'] },
    },
    elsewhere: 'To the page that was asked for.',
    uses: ['control'],
    problems: [
      'SIGN_IN_ELSEWHERE',
      'SIGN_IN_FAILED',
      'IDENTITY_UNMAPPED',
      'IDENTITY_AMBIGUOUS',
      'IDENTITY_PROVIDER_UNREACHABLE',
    ],
  })
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    const provider = providerOf(this.way);
    const flow = flowFrom(this.cookie.read(request));
    // An answer is good for one attempt.
    this.cookie.clear(response);
    response.set('Cache-Control', 'no-store');
    if (!flow)
      throw unaccepted(
        'SIGN_IN_FAILED',
        'This sign-in was not begun in this browser, or more than ten minutes ago.',
      );
    const identity = await provider.finish(queryOf(request), flow);
    await this.sessions.begin(identity, request, response);
    response.redirect(seeOther, flow.to);
  }
}

/** To sign in and then go on with a page of this server. */
export function signInPath(to: string): string {
  return link('/session/begin', { to });
}

/** As it came, with its question mark. */
function queryOf({ url }: Request): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
