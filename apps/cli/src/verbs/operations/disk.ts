import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Disk {
  /** Bytes that this user may still write there. */
  readonly freeBytes: number;
  /** Bytes that the files of the data folder have. */
  readonly usedBytes: number;
}

/** How much room there is; null when the folder does not exist or cannot be read. */
export function diskOf(folder: string): Disk | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    return { freeBytes: bavail * bsize, usedBytes: sizes.reduce((sum, size) => sum + size, 0) };
  } catch {
    return null;
  }
}
