import { readSettings, SettingsProblem, type Settings } from '@mizan/runtime';
import { Launcher } from './launcher';
import { progressView } from './progress-view';
import { serveEnvironment, ServeUsage, serveUsage } from './serve-arguments';
import { ServeProblem } from './serve-problem';

/**
 * `mizan serve`: runs until SIGTERM or SIGINT (exit code 0), until the process that started it with an IPC channel is
 * gone, or until a child cannot be kept (1). Wrong arguments or settings: 2. Resolves with the exit code.
 */
export async function serve(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    const environment = serveEnvironment(argv, env);
    if (environment) return await runUntilTold(readSettings(environment));
    console.log(serveUsage);
    return 0;
  } catch (error) {
    if (error instanceof ServeProblem) return tell(error, 1);
    if (error instanceof ServeUsage || error instanceof SettingsProblem) return tell(error, 2);
    throw error;
  }
}

async function runUntilTold(settings: Settings): Promise<number> {
  // What the ledger holds is for this user alone; the children inherit it.
  process.umask(0o077);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { promise: end, resolve: finish, reject: lost } = Promise.withResolvers<number>();
  const launcher = new Launcher(settings, { say, progress: await progressView(say), lost });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => finish(0));
  if (process.channel) process.once('disconnect', () => finish(0));
  try {
    const ready = launcher.start().then((url) => {
      process.stdout.write(`Mizan is ready at ${url}\n`);
    });
    await Promise.race([end, ready]);
    return await end;
  } finally {
    await launcher.stop();
  }
}

function tell(error: Error, code: number): number {
  process.stderr.write(`${error.message}\n`);
  return code;
}
