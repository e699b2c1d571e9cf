import 'reflect-metadata';
import { isNativeError } from 'node:util/types';
import { CommandFactory, CommandRunnerService } from 'nest-commander';
import { CliModule } from './cli.module';
import { CliProblem, fault, usage } from './cli-problem';
import { EXIT, type ExitCode } from './exit-code';
import { problemText } from './output/problem-text';
import type { Terminal } from './terminal';
import { version } from './version';

/** Commander tells of a mistake, and of help that was shown, by an error with one of its codes. */
interface CommanderError extends Error {
  readonly code: string;
  readonly exitCode: number;
}

/** Runs the verb that was typed; sets the terminal's exit code. Never throws. */
export async function runCommands(argv: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await run(argv, terminal);
  } catch (error) {
    const problem = problemOf(error);
    terminal.exit(problem?.exitCode ?? EXIT.ok);
    if (problem) terminal.err(problemText(problem, argv.includes('--json')));
  }
}

async function run(argv: readonly string[], terminal: Terminal): Promise<void> {
  const rethrow = (error: Error) => {
    throw error;
  };
  const app = await CommandFactory.createWithoutRunning(CliModule.of(terminal), {
    cliName: 'mizan',
    version: version(),
    logger: false,
    errorHandler: rethrow,
    serviceErrorHandler: rethrow,
    outputConfiguration: {
      writeOut: (text) => terminal.out(text),
      // Mistakes arrive as errors and are told once, in one form.
      writeErr: () => undefined,
    },
  });
  try {
    await app.get(CommandRunnerService).run(['node', 'mizan', ...argv]);
  } finally {
    await app.close();
  }
}

/** Null when nothing is wrong: help or the version was asked for. */
function problemOf(error: unknown): CliProblem | null {
  if (error instanceof CliProblem) return error;
  if (isCommanderError(error)) return ofCommander(error);
  const words = isNativeError(error) ? (error.stack ?? error.message) : String(error);
  return fault(words, 'This is a fault of Mizan: please report it.');
}

function ofCommander({ exitCode, code, message }: CommanderError): CliProblem | null {
  const asked: ExitCode = exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (asked === EXIT.ok) return null;
  if (code === 'commander.help') return usage('mizan needs a verb.', 'mizan --help lists them.');
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const detail = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/\.*$/, '.');
  return usage(detail, [...rest, 'mizan --help lists the verbs, --help after a verb its options.'].join(' '));
}

function isCommanderError(error: unknown): error is CommanderError {
  return isNativeError(error) && 'code' in error && String(error.code).startsWith('commander.');
}
