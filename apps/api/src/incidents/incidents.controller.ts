import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { ForeignFile } from '@mizan/interop';
import { IncidentQueries } from '@mizan/read-models';
import type { Request } from 'express';
import { limitOf, PageQueryDto } from '../http/dto/page';
import { AsOf, type AsOfPair } from '../http/read';
import { Caller, May } from '../identity';
import { cutOff, isCutOff } from '../ledger/import-problem';
import { assertMediaType } from '../ledger/media-type';
import { IncidentImport } from './incident-import';
import type { ImportReport } from './import-report';
import { foreign, unknownFormat, UCDP_GED } from './import-problem';
import { presentIncident, type IncidentAnswer } from './incident.presenter';
import { Describe, Section } from '../openapi';
import { importReport, incidentPage } from './incident.answers';

/** Incidents that public sources report. */
@Controller('v1/incidents')
@Section({ name: 'Incidents', about: 'Incidents that public sources report.' })
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentQueries,
    private readonly imports: IncidentImport,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @May('incident.import')
  @Describe({
    id: 'importIncidents',
    summary: 'Record the incidents of a public source',
    detail:
      'The whole file is read before the first row is recorded. Rows that are on record are not recorded again.',
    query: {
      format: { description: 'What the file is.', type: 'string', enum: [UCDP_GED], required: true },
    },
    reads: { type: 'text/csv', example: 'id,relid,year,…\n512345,AFG-2026-1-1,2026,…\n' },
    answer: importReport,
    uses: ['store', 'disk'],
    problems: ['FORMAT_UNKNOWN', 'MEDIA_TYPE_UNSUPPORTED', 'FOREIGN_FILE'],
  })
  async import(
    @Req() request: Request,
    @Query('format') format: unknown,
    @Caller() identity: Identity,
  ): Promise<ImportReport> {
    if (format !== UCDP_GED) throw unknownFormat();
    assertMediaType(request, 'text/csv');
    try {
      return await this.imports.ucdpGed(request, identity);
    } catch (error) {
      if (error instanceof ForeignFile) throw foreign(error);
      throw isCutOff(error) ? cutOff() : error;
    }
  }

  /** In the order in which they were recorded. */
  @Get()
  @May('board.read')
  @Describe({
    id: 'listIncidents',
    summary: 'List incidents in the order in which they were recorded',
    answer: incidentPage,
  })
  async list(
    @AsOf() { asOf, asOfLabel, validAt }: AsOfPair,
    @Query() query: PageQueryDto,
  ): Promise<{ asOf: string | null; validAt: string; items: IncidentAnswer[]; next: string | null }> {
    const after = query.cursor === undefined ? {} : { after: query.cursor };
    const { rows, next } = await this.incidents.list({ asOf, limit: limitOf(query), ...after });
    return { asOf: asOfLabel, validAt, items: rows.map(presentIncident), next };
  }
}
