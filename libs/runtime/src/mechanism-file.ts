import { readFileSync } from 'node:fs';
import { loadMechanism, MechanismError, type Mechanism } from '@mizan/access';
import { SettingsProblem } from './settings-problem';

/** Reads and checks a mechanism file. @throws SettingsProblem that names the file and every fault in it */
export function loadMechanismFile(path: string): Mechanism {
  try {
    return loadMechanism(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof MechanismError || error instanceof SyntaxError || isFileError(error)) {
      throw new SettingsProblem(
        `The mechanism file ${path} cannot be used: ${error.message}. Mend it or set MIZAN_MECHANISM.`,
      );
    }
    throw error;
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
