import { openBytes } from '../../files';
import { facts } from '../../output/table';
import { group } from '../group';
import type { VerbSpec } from '../spec';
import { caughtUp } from './caught-up';

interface Report {
  readonly read: number;
  readonly imported: number;
  readonly alreadyPresent: number;
  readonly flagged: number;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

const incidents: VerbSpec = {
  name: 'incidents',
  arguments: '<file>',
  description: 'record the incidents of a public source (registrar); - for standard input',
  kind: 'server',
  options: [{ flags: '--format <format>', description: 'default: ucdp-ged', choices: ['ucdp-ged'] }],
  async run(context) {
    const path = `/v1/incidents/imports?format=${context.text('format') ?? 'ucdp-ged'}`;
    const bytes = await openBytes(context.param(0));
    const report = await context.api.upload<Report>(path, bytes, 'text/csv');
    await caughtUp(context);
    return { json: report, text: () => reportText(report) };
  },
};

function reportText({ read, imported, alreadyPresent, flagged, rejected }: Report): string {
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
