import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import type { Session } from '@mizan/read-models';
import { Problem } from '../../http/problem';
import { Caller, May } from '../access.decorators';
import { BrowserSessions } from './browser-sessions';
import { Describe, Section, told, uuid } from '../../openapi';
import { sessionsAnswer } from '../identity.answers';

/** Who is signed in with a browser, for those who look after Mizan. */
@Controller('v1/sessions')
@Section({
  name: 'Identity',
  about: 'Who is asking.',
  path: { id: told(uuid, "The session's id.").schema },
})
export class SessionsController {
  constructor(private readonly sessions: BrowserSessions) {}

  /** Every open session, the newest first. */
  @Get()
  @May('sessions.read')
  @Describe({
    id: 'listSessions',
    summary: 'Every open session, the newest first',
    answer: sessionsAnswer,
    uses: ['control'],
  })
  async list(): Promise<{ items: readonly Session[] }> {
    return { items: await this.sessions.list() };
  }

  /** Ends a session: the next request under it is refused. @throws Problem 404 SESSION_UNKNOWN */
  @Delete(':id')
  @HttpCode(204)
  @May('sessions.end')
  @Describe({
    id: 'endSomebodysSession',
    summary: 'End a session: the next request under it is refused',
    uses: ['control'],
    problems: ['SESSION_UNKNOWN'],
  })
  async end(@Param('id') id: string, @Caller() caller: Identity): Promise<void> {
    if (await this.sessions.end(id, caller)) return;
    throw new Problem({
      code: 'SESSION_UNKNOWN',
      status: 404,
      detail: 'No session of this id is open.',
      remedy: 'GET /v1/sessions lists those that are.',
    });
  }
}
