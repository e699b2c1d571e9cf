import { backupStore } from '@mizan/store-node';
import type { VerbSpec } from '../spec';
import { dbOption, storeFile, withStoreFaults } from './store-file';
import { withProgress } from './with-progress';

export const backup: VerbSpec = {
  name: 'backup',
  arguments: '<file>',
  description:
    'copy the embedded event store into a new file, also while it is written; the copy is verified',
  kind: 'local',
  options: [dbOption],
  async run(context) {
    const made = await withProgress(context, (view) =>
      withStoreFaults(() =>
        backupStore(storeFile(context), context.param(0), {
          progress: (what, done, total) => view.show({ what, done, total }),
        }),
      ),
    );
    return {
      json: made,
      text: () =>
        `${made.file}: ${String(made.verification.events)} events up to position ${String(made.upTo)}, ${String(made.bytes)} bytes, verified.`,
    };
  },
};
