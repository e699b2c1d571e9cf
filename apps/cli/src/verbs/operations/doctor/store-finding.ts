import type { StoreFault } from '@mizan/store-node';
import { finding, type Finding } from './finding';

const damaged =
  'Stop Mizan and run mizan store verify. If the file itself is damaged, move it away for examination, and put back the last copy or import the last export.';

const rights =
  'Give the user who runs Mizan the right to read and write this file and its folder. Leave it where it is.';

/** Faults that say nothing against the file: it stays where it is. */
const sound: Partial<Record<StoreFault['code'], readonly [code: string, remedy: string]>> = {
  TOO_NEW: ['STORE_NEWER', 'Update Mizan. The file is in order and in its place: leave it there.'],
  NOT_READABLE: ['STORE_UNUSABLE', rights],
  NOT_WRITABLE: ['STORE_UNUSABLE', rights],
  FULL: [
    'STORE_UNUSABLE',
    'Make room on its disk; where there is room, look after the disk. Leave the file where it is.',
  ],
  LOCKED: ['STORE_UNUSABLE', 'Another process works on it just now: ask again in a moment.'],
};

/** What an operator does about a store that cannot be looked into. */
export function storeFinding({ code, message }: StoreFault): Finding {
  const [name, remedy] = sound[code] ?? ['STORE_DAMAGED', damaged];
  return finding(name, message, remedy);
}
