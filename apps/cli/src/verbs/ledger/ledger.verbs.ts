import { pipeline } from 'node:stream/promises';
import { openBytes } from '../../files';
import { untilSignal } from '../../until-signal';
import { writeWhole } from '../../whole-file';
import { group } from '../group';
import type { VerbSpec } from '../spec';
import { caughtUp } from './caught-up';

const exportLedger: VerbSpec = {
  name: 'export',
  description: 'every event as one line of JSON (auditor, registrar)',
  kind: 'server',
  options: [{ flags: '--output <path>', description: 'a file instead of standard output' }],
  async run(context) {
    const lines = await context.api.stream('exportLedger', {});
    const file = context.text('output');
    if (file) await untilSignal(() => writeWhole(file, lines));
    else await pipeline(lines, process.stdout, { end: false });
    return null;
  },
};

const importLedger: VerbSpec = {
  name: 'import',
  arguments: '<file>',
  description: 'the lines of an export, into an empty ledger (registrar); - for standard input',
  kind: 'server',
  async run(context) {
    const body = await openBytes(context.param(0));
    const answer = await context.api.upload('importLedger', {}, { body, type: 'application/x-ndjson' });
    await caughtUp(context);
    return { json: answer, text: () => `Imported ${String(answer.imported)} events.` };
  },
};

/** `mizan ledger …` */
export const ledgerVerbs = group('ledger', 'the whole ledger as a file', [exportLedger, importLedger]);
