import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measured } from '../measure';
import { inALargeLedger } from './large-ledger';
import { onDisk } from './on-disk';
import { Runs } from './runs';
import { sideBySide } from './side-by-side';

export interface StoreBenchOptions {
  /** Events of the large ledger. */
  readonly events: number;
  readonly rounds: number;
  /** How long each rate is measured. */
  readonly seconds: number;
  /** Connection string of another server that does the same work; null: none. */
  readonly against: string | null;
  readonly say: (words: string) => void;
}

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
