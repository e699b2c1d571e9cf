import { existsSync, readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { at } from './setup/places.mjs';

/**
 * Lets Node 24 run TypeScript of this checkout: `node --import ./scripts/ts.mjs test/faults/main.ts`. Node's own type
 * stripping knows neither decorators nor `@mizan/…`, so files go through the compiler that the tests use, with the same
 * settings (jest.config.js), in this process and in its worker threads; nothing is written.
 */
registerHooks({ resolve, load });

const compile = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs', ignoreDynamic: true },
  sourceMaps: 'inline',
};

function resolve(specifier, context, next) {
  const file = sourceOf(specifier, context.parentURL);
  return file
    ? { url: pathToFileURL(file).href, format: 'commonjs', shortCircuit: true }
    : next(specifier, context);
}

function sourceOf(specifier, parent) {
  const alias = /^@mizan\/([^/]+)$/.exec(specifier);
  if (alias) return at('libs', alias[1], 'src', 'index.ts');
  if (!/^\.{1,2}(\/|$)/.test(specifier) || !parent?.startsWith('file:')) return null;
  const base = fileURLToPath(new URL(specifier, parent));
  return (
    [base, `${base}.ts`, `${base}/index.ts`].find((path) => path.endsWith('.ts') && isFile(path)) ?? null
  );
}

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}

function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...compile, filename });
  return { format: 'commonjs', source: code, shortCircuit: true };
}
