import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorWords } from '../output/error-words';
import { ServeProblem } from './serve-problem';

/** Makes the data folder and finds out whether it can be written to. @throws ServeProblem with what to do */
export function prepareDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${String(process.pid)}`);
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new ServeProblem(
      `The data folder ${dataDir} cannot be written to (${errorWords(error)}). Give this user the right to write there, or name another folder with MIZAN_DATA_DIR.`,
    );
  }
}
