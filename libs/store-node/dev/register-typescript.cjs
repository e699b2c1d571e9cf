/**
 * Lets plain Node require the TypeScript sources of this project, for tests that need a real process or thread without a
 * build. `node --require libs/store-node/dev/register-typescript.cjs …`
 */
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { existsSync, readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..', '..', '..');
const options = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module._compile(code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  // Native dynamic imports name the compiled file.
  const source = request.startsWith('.') && join(dirname(rest[0].filename), request.replace(/\.js$/, '.ts'));
  if (source && source.endsWith('.ts') && existsSync(source)) return source;
  const library = /^@mizan\/([^/]+)$/.exec(request);
  return resolve.call(this, library ? join(root, 'libs', library[1], 'src', 'index.ts') : request, ...rest);
};
