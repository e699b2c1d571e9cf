import { checksPass } from './setup/checks.mjs';
import { captured } from './setup/child.mjs';
import { followParent } from './setup/parent.mjs';
import { at, commandLine, node24, root } from './setup/places.mjs';
import { prepared } from './setup/prepared.mjs';
import { runBuilt, runChild } from './setup/run24.mjs';
import { say } from './setup/say.mjs';

/** Every npm script: sets up what is due, then runs under Node 24. Plain JavaScript that Node 20 runs, no packages. */
const scripts = {
  start: { run: (args) => runBuilt(commandLine, ['serve', ...args]) },
  build: { run: () => 0 },
  test: { run: test },
  lint: { build: false, run: async () => ((await checksPass()) ? 0 : 1) },
  format: { build: false, run: format },
  conformance: { run: typescript('test/conformance/main.ts') },
  faults: { run: typescript('test/faults/main.ts') },
  bench: { run: typescript('test/bench/main.ts') },
  'store-checks': { run: typescript('test/store/main.ts') },
};

followParent();
const [name, ...args] = process.argv.slice(2);
const script = Object.hasOwn(scripts, name ?? '') ? scripts[name] : null;
if (!script) {
  say(`Say which script: node scripts/run.mjs ${Object.keys(scripts).join('|')} [arguments]`);
  process.exitCode = 2;
} else {
  const code = (await prepared(script)) ? await script.run(args) : 1;
  if (code !== undefined) process.exitCode = code;
}

/** Checks first, so that the last thing on the screen is Jest's own summary. A failed check fails the run. */
async function test(args) {
  const checked = await checksPass();
  const jest = [
    '--experimental-vm-modules',
    '--no-warnings',
    at('node_modules', 'jest', 'bin', 'jest.js'),
    ...args,
  ];
  const tested = await runChild(jest, { cwd: root, env: ownEnv() });
  return tested === 0 && !checked ? 1 : tested;
}

/** Tests say what they need themselves; a setting of the person's shell must not change their outcome. */
function ownEnv() {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('MIZAN_')));
}

async function format() {
  const prettier = at('node_modules', 'prettier', 'bin', 'prettier.cjs');
  const { code, output } = await captured(node24, [prettier, '--write', '--log-level=warn', '.'], {
    cwd: root,
  });
  if (output) say(output.trimEnd());
  return code;
}

/** Test programs stay TypeScript; scripts/ts.mjs lets Node 24 run them. */
function typescript(file) {
  return (args) => runChild(['--import', at('scripts', 'ts.mjs'), at(file), ...args], { cwd: root });
}
