import { runCommands } from './commands';
import { processTerminal } from './terminal';

/** The verbs that ask a server, with this process's own words and streams. */
export function commandLine(): Promise<void> {
  process.stdout.on('error', leaveQuietly);
  return runCommands(process.argv.slice(2), processTerminal());
}

/** Whoever reads the answer has read enough, as `head` does. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
