import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@mizan/runtime';

/** Mizan's own version, from its package.json. */
export function version(): string {
  const found = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  return found.version;
}
