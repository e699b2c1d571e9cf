import { captured } from './child.mjs';
import { at, node24, root } from './places.mjs';
import { say, since } from './say.mjs';

const tool = (...parts) => at('node_modules', ...parts);

/** Two lanes for two processors: the typed lint takes about as long as everything else together. */
const lanes = [
  [['lint', [tool('eslint', 'bin', 'eslint.js'), '.', ...eslintCache()]]],
  [
    [
      'format',
      [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', ...prettierCache(), '.'],
    ],
    ['types', [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json']],
    ['boundaries', [tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), ...boundaries()]],
  ],
];

function eslintCache() {
  return ['--max-warnings=0', '--cache', '--cache-strategy=content', '--cache-location=.cache/eslint/'];
}

function prettierCache() {
  return ['--cache', '--cache-location=.cache/prettier'];
}

function boundaries() {
  return ['apps', 'libs', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
}

/** Runs every check that needs no test runner, one line each; true when all of them pass. */
export async function checksPass() {
  const results = await Promise.all(lanes.map(runLane));
  return results.flat().every(Boolean);
}

async function runLane(lane) {
  const passed = [];
  for (const [name, args] of lane) passed.push(await passes(name, args));
  return passed;
}

async function passes(name, args) {
  const start = Date.now();
  const { code, output } = await captured(node24, args, { cwd: root });
  say(`${code === 0 ? 'passed' : 'FAILED'}  ${name.padEnd(10)} ${since(start)}`);
  if (code !== 0) say(output.trimEnd());
  return code === 0;
}
