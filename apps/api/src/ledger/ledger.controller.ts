import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { EventStore } from '@mizan/es';
import type { Request, Response } from 'express';
import { ReadableUpTo } from '../http/readable';
import { May, SignedIn } from '../identity';
import { EVENT_STORE } from '../ledger-access/tokens';
import { exportChunks, extentOf, headOf } from './export';
import { LedgerImport } from './ledger-import';
import { assertMediaType } from './media-type';
import { Describe, Section } from '../openapi';
import { headAnswer, importedAnswer, LINES } from './ledger.answers';

const ndjson = 'application/x-ndjson';

/** The ledger as a whole: out, in, and how far it reaches. */
@Controller('v1/ledger')
@Section({ name: 'Ledger', about: 'The ledger as a whole: out, in, and how far it reaches.' })
export class LedgerController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly imports: LedgerImport,
  ) {}

  /** Every event up to the head as it is now, one per line. */
  @Get('events')
  @May('ledger.export')
  @Describe({
    id: 'exportLedger',
    summary: 'Every event up to the head, one per line',
    detail: '`remaining` counts the lines that follow: a file that ends above 0 was cut off.',
    media: { type: ndjson, example: LINES },
    headers: ['X-Ledger-Events'],
    uses: ['store'],
  })
  async export(@Res() response: Response): Promise<void> {
    const extent = await extentOf(this.store);
    response.type(ndjson);
    response.setHeader('X-Ledger-Events', String(extent?.count ?? 0));
    if (!extent) return void response.end();
    await streamTo(response, Readable.from(exportChunks(this.store, extent), { highWaterMark: 2 }));
  }

  /** Carries a whole ledger into an empty one. */
  @Post('events')
  @HttpCode(200)
  @May('ledger.import')
  @Describe({
    id: 'importLedger',
    summary: 'Carry a whole ledger into an empty one',
    detail:
      'The file is received and checked to its end before the first event is stored. Orders wait meanwhile.',
    reads: { type: ndjson, example: LINES },
    answer: importedAnswer,
    uses: ['store', 'disk', 'control'],
    problems: ['MEDIA_TYPE_UNSUPPORTED', 'IMPORT_RUNNING', 'LEDGER_NOT_EMPTY', 'LEDGER_FILE_UNUSABLE'],
  })
  async import(@Req() request: Request): Promise<{ imported: number }> {
    assertMediaType(request, ndjson);
    return this.imports.run(request);
  }

  /** Position of the newest event in the store, and of the newest that reads see. */
  @Get('head')
  @SignedIn()
  @Describe({
    id: 'ledgerHead',
    summary: 'How far the ledger reaches, and how far it can be read',
    answer: headAnswer,
    uses: ['store'],
  })
  async head(
    @ReadableUpTo() readable: bigint | null,
  ): Promise<{ position: string | null; readable: string | null }> {
    const position = await headOf(this.store);
    return { position: position?.toString() ?? null, readable: readable?.toString() ?? null };
  }
}

/** A reader who leaves is nobody's fault; anything else is. */
async function streamTo(response: Response, source: Readable): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (error) {
    if (!isLeaving(error)) throw error;
  }
}

function isLeaving(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
