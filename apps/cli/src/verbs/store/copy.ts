import type { CopyReport } from '@mizan/es-eventstoredb';
import { facts } from '../../output/table';
import type { VerbSpec } from '../spec';
import { connectionString, copyProblem } from './copy-problem';
import { withProgress } from './with-progress';

export const copy: VerbSpec = {
  name: 'copy',
  arguments: '<source> <target>',
  description:
    'copy a whole ledger from one event store into an empty one (connection strings); goes on where it was cut off',
  kind: 'local',
  async run(context) {
    const source = connectionString(context.param(0));
    const target = connectionString(context.param(1));
    // Node warns of how the client of EventStoreDB uses it, which nobody here can change.
    process.noDeprecation = true;
    // The client of EventStoreDB is large: only this verb loads it.
    const { copyLedger, problemKindOf } = await import('./copy-engine.js');
    try {
      const report = await withProgress(context, (view) =>
        copyLedger(source, target, {
          progress: (done, total) => view.show({ what: 'Copying', done, total }),
        }),
      );
      return { json: report, text: () => copyText(report) };
    } catch (error) {
      const found = problemKindOf(error);
      throw found ? copyProblem(found, { source, target }) : error;
    }
  },
};

function copyText(report: CopyReport): string {
  return facts([
    ['Copied', `${String(report.copied)} events${report.resumed ? ', going on with an earlier copy' : ''}`],
    ['There already', report.alreadyThere > 0 ? String(report.alreadyThere) : null],
    ['Tombstones', report.tombstones > 0 ? `${String(report.tombstones)}, written anew` : null],
    [
      'Left out',
      report.systemEvents > 0 ? `${String(report.systemEvents)} of the server's own events` : null,
    ],
    ['Up to', report.upTo === null ? 'nothing' : `position ${report.upTo} of the source`],
  ]);
}
