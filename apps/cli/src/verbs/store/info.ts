import { storeInfo, type StoreInfo } from '@mizan/store-node';
import { facts } from '../../output/table';
import { second } from '../../output/words';
import type { VerbSpec } from '../spec';
import { dbOption, storeFile, withStoreFaults } from './store-file';

export const info: VerbSpec = {
  name: 'info',
  description: 'what the embedded event store holds; also while it runs',
  kind: 'local',
  options: [dbOption],
  async run(context) {
    const found = await withStoreFaults(() => storeInfo(storeFile(context)));
    return { json: found, text: () => infoText(found) };
  },
};

function infoText(found: StoreInfo): string {
  return facts([
    ['File', found.database],
    ['Format', String(found.format)],
    ['Node', found.running ? 'has it open' : 'does not run'],
    ['Events', `${String(found.events)} in ${String(found.streams)} streams`],
    ['Last position', String(found.lastPosition)],
    ['Recorded', `${second(found.firstRecorded)} to ${second(found.lastRecorded)}`],
    ['Size', `${String(found.fileBytes)} bytes, and ${String(found.indexBytes)} of index`],
  ]);
}
