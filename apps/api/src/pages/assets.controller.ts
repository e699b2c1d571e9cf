import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Open } from '../identity';
import { stylePath, styleSheet } from './style/stylesheet';
import { Describe, Section } from '../openapi';
import { PAGES } from './pages.section';

const year = 31_536_000;

/** What pages are drawn with. A name belongs to one content for ever. */
@Controller('assets')
@Section(PAGES)
export class AssetsController {
  @Get(':name')
  @Open()
  @Describe({
    id: 'asset',
    summary: 'What pages are drawn with',
    media: { type: 'text/css', example: 'body { margin: 0 }' },
    headers: ['Cache-Control'],
    problems: ['ROUTE_UNKNOWN'],
  })
  asset(@Param('name') name: string, @Res() response: Response): void {
    if (`/assets/${name}` !== stylePath) throw new NotFoundException(`There is no /assets/${name}`);
    response.setHeader('Cache-Control', `public, max-age=${year}, immutable`);
    response.type('css').send(styleSheet);
  }
}
