import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { captured } from './child.mjs';
import { lockDigest, SetupFailed } from './install.mjs';
import { withLock } from './lock.mjs';
import { at, node24, root } from './places.mjs';
import { say, ticking } from './say.mjs';

const dist = at('dist');
/** Lies inside what it describes, so that one rename brings both. */
const stampOf = (folder) => join(folder, '.sources');

/** Builds dist, unless it was built from exactly these sources. */
export async function ensureBuilt() {
  if (built(sourceDigest())) return;
  await withLock(
    'build',
    () => say('Another process is building; waiting for it…'),
    async () => {
      const digest = sourceDigest();
      if (!built(digest)) await build(digest);
    },
  );
}

function built(digest) {
  return existsSync(stampOf(dist)) && readFileSync(stampOf(dist), 'utf8') === digest;
}

/** A digest of everything that the build reads: contents, not times, so that a checkout back and forth builds nothing. */
function sourceDigest() {
  const hash = createHash('sha256').update(lockDigest());
  const settings = ['nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
  const sources = ['apps', 'libs', 'types'].flatMap((folder) => filesIn(folder));
  for (const file of [...settings, ...sources]) hash.update(`\n${file}\n`).update(readFileSync(at(file)));
  return hash.digest('hex');
}

function filesIn(folder) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

/** The compiler always paints; a log is not a terminal. */
function plain(text) {
  return process.stderr.isTTY ? text : stripVTControlCharacters(text);
}

/** Builds beside dist and swaps, so that a build that fails or is killed leaves the last good one in place. */
async function build(digest) {
  const work = at('.cache', `build-${randomUUID()}`);
  const done = ticking('Building');
  try {
    const { code, output } = await compile(work);
    done(code === 0 ? 'done' : 'failed');
    if (code !== 0) throw new SetupFailed(`nest build failed. What it said:\n${plain(output)}`);
    writeFileSync(stampOf(join(work, 'dist')), digest);
    if (existsSync(dist)) renameSync(dist, join(work, 'old'));
    renameSync(join(work, 'dist'), dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function compile(work) {
  dropLeftovers();
  mkdirSync(work, { recursive: true });
  const settings = {
    extends: at('tsconfig.build.json'),
    compilerOptions: { outDir: join(work, 'dist'), incremental: false, sourceRoot: root },
  };
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(settings));
  const nest = at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const project = join(work, 'tsconfig.json').slice(root.length + 1);
  return captured(node24, [nest, 'build', '--path', project], { cwd: root });
}

/** Folders of builds that were killed; one that may still run is younger. */
function dropLeftovers() {
  const old = Date.now() - 600_000;
  const folders = existsSync(at('.cache')) ? readdirSync(at('.cache')) : [];
  for (const folder of folders.filter((name) => name.startsWith('build-'))) {
    if (statSync(at('.cache', folder)).mtimeMs < old)
      rmSync(at('.cache', folder), { recursive: true, force: true });
  }
}
