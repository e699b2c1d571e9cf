import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from '../check';
import { compileNode } from '../support/compiled-node';
import type { Finding } from './finding';
import { fillDisk } from './full-disk';
import { traceSystemCalls } from './system-calls';
import { takeFolderAway } from './unwritable-folder';

export const hardships: Readonly<Record<string, (main: string, folder: string) => Promise<Finding>>> = {
  'a full disk': fillDisk,
  'a folder that may not be written': takeFolderAway,
  'system calls, traced': traceSystemCalls,
};

export const durabilityCheck: Check = {
  name: 'durability',
  about: Object.keys(hardships).join(', '),
  run: async ({ say }) => {
    const findings: Finding[] = [];
    for (const hardship of Object.values(hardships)) {
      const finding = await suffer(hardship);
      say(`durability: ${finding.words}`);
      findings.push(finding);
    }
    return findings.every(({ isSound }) => isSound);
  },
};

export async function suffer(hardship: (main: string, folder: string) => Promise<Finding>): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-durable-'));
  // For a node that runs as somebody else.
  chmodSync(folder, 0o711);
  const program = compileNode();
  try {
    return await hardship(program.main, folder);
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
