import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding, type Finding } from './finding';

/** Whether node_modules holds what the lockfile names; the set-up leaves the lockfile's hash there. */
export function packages(root: string): readonly Finding[] {
  const wanted = read(join(root, 'package-lock.json'));
  const installed = read(join(root, 'node_modules', '.mizan-lock'));
  // Where somebody else installed, as in an image, there is no such mark.
  if (wanted === null || installed === null) return [];
  if (createHash('sha256').update(wanted).digest('hex') === installed.toString('utf8')) return [];
  const detail = 'node_modules holds other packages than package-lock.json names.';
  return [finding('PACKAGES_STALE', detail, 'Run npm run build, which installs and builds what is due.')];
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
