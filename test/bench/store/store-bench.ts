import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measured } from '../measure';
import { inALargeLedger } from './large-ledger';
import { onDisk } from './on-disk';
import type { StoreBenchOptions } from './options';
import { Runs } from './runs';
import { sideBySide } from './side-by-side';

/** The embedded store: its work, what bounds it, and what a large ledger does to it. */
export async function storeBench(options: StoreBenchOptions): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-store-bench-'));
  const runs = new Runs();
  try {
    await sideBySide(join(folder, 'young.db'), runs, options);
    await onDisk(folder, runs, options);
    await inALargeLedger(folder, runs, options);
    return runs.measured();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
