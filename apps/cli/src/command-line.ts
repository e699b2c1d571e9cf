import { runCommands } from './commands';
import { processTerminal } from './terminal';

/** The verbs that ask a server, with this process's own words and streams. */
export function commandLine(): Promise<void> {
  return runCommands(process.argv.slice(2), processTerminal());
}
