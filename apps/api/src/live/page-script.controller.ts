import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Open } from '../identity';
import { pageScript, pageScriptName } from './page-script';

const year = 31_536_000;

/** The only script of the pages. */
@Controller('assets')
export class PageScriptController {
  @Get(pageScriptName)
  @Open()
  script(@Res() response: Response): void {
    response.setHeader('Cache-Control', `public, max-age=${year}, immutable`);
    response.type('text/javascript').send(pageScript);
  }
}
