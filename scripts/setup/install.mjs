import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { captured } from './child.mjs';
import { withLock } from './lock.mjs';
import { at, node24, root } from './places.mjs';
import { say, ticking } from './say.mjs';

const stamp = at('node_modules', '.mizan-lock');

/** Installs what the lockfile names, unless exactly that is there. */
export async function ensureInstalled() {
  if (installed()) return;
  await withLock(
    'install',
    () => say('Another process is installing packages; waiting for it…'),
    async (lock) => {
      if (!installed()) await install(lock);
    },
  );
}

function installed() {
  if (!existsSync(node24)) return false;
  const wanted = lockDigest();
  if (read(stamp) === wanted) return true;
  if (!sameAsInstalled()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

export function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
}

/** Whether npm's own record of what it installed agrees with the lockfile: true after a plain `npm ci`. */
function sameAsInstalled() {
  const there = packagesIn(at('node_modules', '.package-lock.json'));
  const wanted = packagesIn(at('package-lock.json'));
  if (!there || !wanted) return false;
  const missing = Object.entries(wanted).filter(
    ([path, entry]) => path && !entry.optional && there[path]?.version !== entry.version,
  );
  const foreign = Object.entries(there).filter(([path, entry]) => wanted[path]?.version !== entry.version);
  return missing.length === 0 && foreign.length === 0;
}

function packagesIn(file) {
  const text = read(file);
  return text ? JSON.parse(text).packages : null;
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

async function install(lock) {
  const done = ticking('Installing packages (first run, about a minute)');
  // An error level hides npm's word that Node 20 is older than some packages ask: they run under Node 24.
  const options = { cwd: root, env: outerEnv(), holding: lock };
  const { code, output } = await captured('npm', ['ci', '--loglevel=error'], options);
  done(code === 0 ? 'done' : 'failed');
  if (code !== 0) throw new SetupFailed(`npm ci failed. What it said:\n${output}`);
  writeFileSync(stamp, lockDigest());
}

/** npm must not run on the Node 24 inside node_modules, because it replaces that folder. */
function outerEnv() {
  const path = process.env.PATH ?? '';
  const outer = path.split(delimiter).filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder));
  return { ...process.env, PATH: outer.join(delimiter) };
}

/** A step that failed; its message is all that a person needs. */
export class SetupFailed extends Error {}
