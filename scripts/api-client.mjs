import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';

/**
 * Writes libs/api-client/src/generated anew from the committed document: node scripts/api-client.mjs [folder].
 * Types come from @hey-api/openapi-ts; its own client does not compile under this house's compiler options, so that
 * what runs is a table of the operations beside a client of ours.
 */
const home = join(fileURLToPath(import.meta.url), '..', '..', 'libs', 'api-client');
const input = join(home, 'openapi.json');
const folder = process.argv[2] ?? join(home, 'src', 'generated');

await createClient({
  input,
  output: { path: folder, clean: true, entryFile: false },
  plugins: ['@hey-api/typescript'],
  logs: { level: 'silent' },
});
await writeFile(join(folder, 'operations.gen.ts'), operations(JSON.parse(await readFile(input, 'utf8'))));

function operations({ paths }) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
  );
  const name = (id) => id[0].toUpperCase() + id.slice(1);
  return `// Written by scripts/api-client.mjs
import type * as types from './types.gen';

/** Method and path of every operation. */
export const operations = {
${all.map(({ path, method, operationId }) => `  ${operationId}: ['${method.toUpperCase()}', '${path}'],`).join('\n')}
} as const;

/** What every operation takes and answers. */
export interface Operations {
${all.map(({ operationId: id }) => `  ${id}: { data: types.${name(id)}Data; answers: ${answers(id, name(id))} };`).join('\n')}
}
`;

  function answers(id, type) {
    const { method, path } = all.find(({ operationId }) => operationId === id);
    const own = Object.keys(paths[path][method].responses).some((status) => status.startsWith('2'));
    return own ? `types.${type}Responses` : 'never';
  }
}
