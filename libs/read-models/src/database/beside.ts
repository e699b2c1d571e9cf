import { besideInSchema } from '../postgres/beside-schema';
import { besideInFile } from '../sqlite/beside-file';
import type { ReadDatabase } from './read-database';
import type { Beside } from './tables-beside';

/**
 * Empty tables beside those of `live`: the live database's writers never wait for what is written there. What an ended
 * worker left behind is removed.
 */
export function openBeside(live: ReadDatabase, name: string): Promise<Beside> {
  return 'file' in live.location
    ? besideInFile(live, `${live.location.file}-rebuild-${name}`)
    : besideInSchema(live, { url: live.location.postgresUrl, name });
}
