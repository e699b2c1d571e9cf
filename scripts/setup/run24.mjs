import { pathToFileURL } from 'node:url';
import { endChildren, inOurPlace } from './child.mjs';
import { node24 } from './places.mjs';

/** How long a child may take to end after we were told to, in milliseconds. */
const patience = 10_000;

/**
 * Runs a built file as if it were this process. Under Node 24 it is this process: one process less to keep. Under an
 * older Node it is a child, and this function resolves to its exit code.
 */
export async function runBuilt(file, args) {
  if (Number(process.versions.node.split('.')[0]) < 24) return runChild([file, ...args]);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
  return undefined;
}

/** Runs Node 24 with these arguments in this process's place. */
export function runChild(args, options) {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => end(signal));
  return inOurPlace(node24, args, options);
}

function end(signal) {
  endChildren(signal);
  setTimeout(() => endChildren('SIGKILL'), patience).unref();
}
