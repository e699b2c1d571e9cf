import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(__dirname, '..', '..', '..', 'libs', 'api-client', 'openapi.json');

/** The document that is committed, and that clients are generated from. */
export function committedDocument(): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Takes what the api serves as the new one: `WRITE_OPENAPI=1` before the command that runs the spec. */
export function writeDocument(served: unknown): void {
  writeFileSync(file, `${JSON.stringify(served, null, 2)}\n`);
}
