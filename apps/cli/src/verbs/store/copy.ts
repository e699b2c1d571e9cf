import type { CopyProblem, CopyReport } from '@mizan/es-eventstoredb';
import { type CliProblem, fault, usage } from '../../cli-problem';
import { facts } from '../../output/table';
import type { VerbSpec } from '../spec';
import { refused, storeUnreachable } from './refused';
import { withProgress } from './with-progress';

export const copy: VerbSpec = {
  name: 'copy',
  arguments: '<source> <target>',
  description:
    'copy a whole ledger from one event store into an empty one (connection strings); goes on where it was cut off',
  kind: 'local',
  async run(context) {
    const [source, target] = [connection(context.param(0)), connection(context.param(1))];
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
      throw asProblem(problemKindOf(error)) ?? error;
    }
  },
};

function connection(text: string): string {
  if (/^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/.test(text)) return text;
  throw usage(
    `"${text}" is not a connection string.`,
    'Give one such as esdb://127.0.0.1:2113?tls=false; a running node prints its own.',
  );
}

function asProblem(found: CopyProblem | null): CliProblem | null {
  if (found === null) return null;
  if (found.kind === 'refused') return refused(found.words);
  if (found.kind === 'unreachable') return storeUnreachable(found.words);
  return fault(found.words, 'Run the same copy again: it goes on where it stopped.');
}

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
