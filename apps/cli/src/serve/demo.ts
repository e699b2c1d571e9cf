import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from './serve';

/** `mizan demo`: Mizan with its demonstration in a folder that is thrown away when it ends. Resolves with the exit code. */
export async function demo(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-demo-'));
  try {
    return await serve(argv, {
      ...env,
      MIZAN_EVENTSTORE: 'embedded',
      MIZAN_DATA_DIR: folder,
      MIZAN_DEMO: '1',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
