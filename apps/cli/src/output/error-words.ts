import { isNativeError } from 'node:util/types';

/** What an error says, whatever was thrown. */
export function errorWords(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
