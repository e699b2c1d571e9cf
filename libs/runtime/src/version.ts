import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './settings';

/** Mizan's version, as its package says. */
export function mizanVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
