import type { Context } from '../context';
import type { VerbSpec } from '../spec';
import { entryLine, type WatchedEntry } from './entry-line';
import { Follower } from './follower';
import { untilInterrupted } from './interrupted';

/** `mizan watch` */
export const watch: VerbSpec = {
  name: 'watch',
  description: 'every new entry that you may see, as it becomes readable, until Ctrl-C',
  kind: 'server',
  options: [
    { flags: '--case <id>', description: 'only entries of this case' },
    { flags: '--type <types>', description: 'only entries of these types, separated by commas' },
    { flags: '--after <position>', description: 'begin after this position; 0 begins with the first entry' },
  ],
  run: (context) => untilInterrupted((signal) => follow(context, signal)),
};

/** One line an entry, as text or as JSON. @throws CliProblem */
async function follow(context: Context, signal: AbortSignal): Promise<null> {
  const query = { case: context.text('case'), type: context.text('type'), after: context.text('after') };
  const follower = new Follower({
    open: (after, stop) =>
      context.api.stream('followLive', { query, headers: { 'Last-Event-ID': after } }, stop),
    signInAgain: () => context.api.signInAgain(),
    onEntry: (data) =>
      context.terminal.out(`${context.json ? data : entryLine(JSON.parse(data) as WatchedEntry)}\n`),
    onWait: (reason) => context.terminal.err(`${reason} Waiting for it to come back.\n`),
  });
  await follower.run(signal);
  return null;
}
