import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Open } from '../identity';
import { Describe, Section } from '../openapi';
import { PAGES } from '../pages/pages.section';
import { pageScript, pageScriptName } from './page-script';

const year = 31_536_000;

/** The only script of the pages. */
@Controller('assets')
@Section(PAGES)
export class PageScriptController {
  @Get(pageScriptName)
  @Open()
  @Describe({
    id: 'pageScript',
    summary: 'The only script of the pages; they work without it',
    media: { type: 'text/javascript', example: "'use strict';" },
    headers: ['Cache-Control'],
  })
  script(@Res() response: Response): void {
    response.setHeader('Cache-Control', `public, max-age=${year}, immutable`);
    response.type('text/javascript').send(pageScript);
  }
}
