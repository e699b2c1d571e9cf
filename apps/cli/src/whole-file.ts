import { createWriteStream, rmSync } from 'node:fs';
import { open, realpath, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type CliProblem, fault, usage } from './cli-problem';

/**
 * Writes a file that is there whole or not at all: beside its place, synced, and only then under its name. It is for
 * this user alone. What is no file, such as a pipe, is written into. @throws CliProblem usage for a path that cannot be
 */
export async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    const found = await stat(path).catch(() => null);
    if (found === null) await writeBeside(path, bytes);
    else if (found.isFile()) await writeBeside(await realpath(path), bytes);
    else await pipeline(bytes, createWriteStream(path));
  } catch (error) {
    throw problemOf(path, error) ?? error;
  }
}

async function writeBeside(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${path}.partial-${String(process.pid)}`;
  const remove = () => rmSync(partial, { force: true });
  process.once('exit', remove);
  try {
    remove();
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } finally {
    process.removeListener('exit', remove);
    remove();
  }
}

const full: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Why nothing can be written under a name. */
const reasons: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `there is no folder ${dirname(path)}`,
  ENOTDIR: (path) => `${dirname(path)} is no folder`,
  EISDIR: () => 'it is a folder',
  EACCES: () => 'this user may not write there',
  EPERM: () => 'this user may not write there',
  EROFS: () => 'its disk can only be read',
  ENAMETOOLONG: () => 'the name is too long',
};

/** Null for what is not the file's doing. */
function problemOf(path: string, error: unknown): CliProblem | null {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return null;
  const reason = reasons[code];
  if (reason)
    return usage(`${path} cannot be written: ${reason(path)}.`, 'Name a file where you may write one.');
  if (full.includes(code))
    return fault(
      `${path} was not written: the disk is full or at its limit (${code}).`,
      'Make room, or name a file on another disk. A file that was there before is still there.',
    );
  return fault(`${path} was not written (${code}).`, 'Look after its disk, or name a file on another one.');
}
