import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside the checkout. */
export const at = (...parts) => join(root, ...parts);

/** Node 24, installed from the lockfile whatever Node runs this file. */
export const node24 = at('node_modules', 'node', 'bin', 'node');

/** Where `nest build` leaves the command line. */
export const commandLine = at('dist', 'apps', 'cli', 'src', 'main.js');
