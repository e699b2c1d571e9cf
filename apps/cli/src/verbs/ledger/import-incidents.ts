import type { ImportReport } from '@mizan/api-client';
import { openBytes } from '../../files';
import { facts } from '../../output/table';
import { group } from '../group';
import type { VerbSpec } from '../spec';
import { caughtUp } from './caught-up';

const incidents: VerbSpec = {
  name: 'incidents',
  arguments: '<file>',
  description: 'record the incidents of a public source (registrar); - for standard input',
  kind: 'server',
  options: [{ flags: '--format <format>', description: 'default: ucdp-ged', choices: ['ucdp-ged'] }],
  async run(context) {
    const query = { format: context.text('format') ?? 'ucdp-ged' };
    const body = await openBytes(context.param(0));
    const report = await context.api.upload('importIncidents', { query }, { body, type: 'text/csv' });
    await caughtUp(context);
    return { json: report, text: () => reportText(report) };
  },
};

function reportText({ read, imported, alreadyPresent, flagged, rejected }: ImportReport): string {
  const figures = facts([
    ['Read', String(read)],
    ['Imported', String(imported)],
    ['Already present', String(alreadyPresent)],
    ['Flagged', String(flagged)],
    ['Rejected', String(rejected.length)],
  ]);
  return [figures, ...rejected.map(({ line, reason }) => `  line ${String(line)}: ${reason}`)].join('\n');
}

/** `mizan import …` */
export const importVerbs = group('import', 'bring in what others have published', [incidents]);
