import { verifyStore, type StoreVerification } from '@mizan/store-node';
import { EXIT } from '../../exit-code';
import { facts } from '../../output/table';
import type { VerbSpec } from '../spec';
import { dbOption, storeFile, withStoreFaults } from './store-file';
import { withProgress } from './with-progress';

export const verify: VerbSpec = {
  name: 'verify',
  description: 'walk every event: checksum, position, stream, id, revisions, index; also while it runs',
  kind: 'local',
  options: [dbOption],
  async run(context) {
    const found = await withProgress(context, (view) =>
      withStoreFaults(() =>
        verifyStore(storeFile(context), {
          progress: (done, total) => view.show({ what: 'Verifying', done, total }),
        }),
      ),
    );
    return {
      json: found,
      text: () => verifyText(found),
      exitCode: found.faults > 0 ? EXIT.fault : EXIT.ok,
    };
  },
};

function verifyText(found: StoreVerification): string {
  const { events, streams, faults, firstFaults } = found;
  const counts = facts([
    ['File', found.database],
    ['Format', String(found.format)],
    ['Events', `${String(events)} in ${String(streams)} streams, up to position ${String(found.upTo)}`],
    ['Faults', String(faults)],
  ]);
  const more = faults > firstFaults.length ? [`and ${String(faults - firstFaults.length)} more.`] : [];
  return [counts, ...[...firstFaults, ...more].map((line) => `  ${line}`)].join('\n');
}
