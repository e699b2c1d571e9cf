import { ensureBuilt } from './build.mjs';
import { endChildren } from './child.mjs';
import { ensureInstalled, SetupFailed } from './install.mjs';
import { say } from './say.mjs';

/** Makes sure that the packages and the build are there; false, and a word why, when they cannot be. */
export async function prepared({ build = true } = {}) {
  const stop = (signal) => {
    endChildren(signal);
    say(`Ended by ${signal} before everything was set up.`);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  try {
    await ensureInstalled();
    if (build) await ensureBuilt();
    return true;
  } catch (error) {
    if (!(error instanceof SetupFailed)) throw error;
    say(error.message);
    return false;
  } finally {
    process.off('SIGTERM', stop).off('SIGINT', stop);
  }
}
