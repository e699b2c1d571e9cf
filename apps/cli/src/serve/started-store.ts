import { setTimeout as pause } from 'node:timers/promises';
import type { ChildMessage } from './child-message';
import type { KeptChild } from './kept-child';
import { ServeProblem } from './serve-problem';

/** A store whose launcher was killed needs this long to end and to let go of its file. Milliseconds. */
const grace = 4_000;

/**
 * Starts the store. Where the last launcher was ended outright, its store may still be ending: then it is tried again
 * for a while. @throws ServeProblem with the store's last words
 */
export async function startedStore(store: KeptChild, patiently: boolean): Promise<ChildMessage> {
  const until = Date.now() + (patiently ? grace : 0);
  for (;;) {
    try {
      return await store.start();
    } catch (error) {
      if (Date.now() >= until) throw inFolder(error);
      await pause(250);
    }
  }
}

/** Where the store asks for another file: whoever started `mizan serve` only knows the folder. */
function inFolder(error: unknown): unknown {
  if (!(error instanceof ServeProblem) || !error.message.includes('--db')) return error;
  return new ServeProblem(
    `${error.message}\nUnder "mizan serve" that file is in the data folder; MIZAN_DATA_DIR names another folder.`,
  );
}
