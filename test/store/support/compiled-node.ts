import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const root = join(__dirname, '..', '..', '..');
const source = join(root, 'libs', 'store-node', 'src');

export interface CompiledNode {
  /** The program to run. */
  readonly main: string;
  remove(): void;
}

/** The node's sources as plain JavaScript, so that starting it a thousand times costs no compiler each time. */
export function compileNode(): CompiledNode {
  // Inside the project, so that its packages are found.
  const folder = join(root, '.cache', `store-checks-${String(process.pid)}`);
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, compile(join(source, file)));
  }
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function compile(filename: string): string {
  return transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs', ignoreDynamic: true },
  }).code;
}
