import { mizanVersion } from '@mizan/runtime';
import { Controller, Get, Res, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Response } from 'express';
import { Open } from '../identity';
import { layout } from '../pages/parts/layout';
import { sendPage } from '../pages/send-page';
import { PAGE } from '../pages/pages.section';
import { Describe, Section } from './describe/decorators';
import { openApiDocument, type OpenApiDocument } from './document/document';
import { referencePage } from './reference/reference.page';

/** The api's own description. Made when somebody asks first: most processes are never asked. */
@Controller('api')
@Section({ name: 'Description', about: 'This description.' })
@Open()
export class OpenApiController {
  private document: OpenApiDocument | null = null;

  constructor(private readonly modules: ModulesContainer) {}

  @Get('openapi.json')
  @Describe({
    id: 'openApi',
    summary: 'The api in OpenAPI 3.1',
    answer: {
      schema: {
        type: 'object',
        properties: { openapi: { type: 'string', examples: ['3.1.1'] } },
        required: ['openapi'],
        additionalProperties: true,
      },
    },
  })
  json(): OpenApiDocument {
    return this.described();
  }

  @Get()
  @Describe({ id: 'reference', summary: 'The reference page: the same, for reading', media: PAGE })
  page(@Res() response: Response): void {
    const frame = { title: 'API reference', mechanism: '', exercise: false, reader: null, moment: null };
    sendPage(response, layout(frame, referencePage(this.described())));
  }

  private described(): OpenApiDocument {
    this.document ??= openApiDocument(this.controllers(), mizanVersion());
    return this.document;
  }

  private controllers(): Type[] {
    return [...this.modules.values()].flatMap((module) =>
      [...module.controllers.values()].map(({ metatype }) => metatype as Type),
    );
  }
}
