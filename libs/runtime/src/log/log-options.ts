import { SettingsProblem } from '../settings-problem';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Members that no line may show, whoever puts them there; the lines of Mizan's own do not have them. */
const withheld = [
  'authorization',
  'cookie',
  'token',
  'password',
  'place',
  'input',
  'believed',
  'statement',
  'reason',
  'body',
  'data',
  'headers',
  'query',
];

/**
 * How every process of Mizan logs with pino: the level from `MIZAN_LOG_LEVEL`, and a last net under what must never be
 * in a log, should a line come to hold it.
 * @throws SettingsProblem
 */
export function logOptions(env: NodeJS.ProcessEnv, name: string) {
  const level = env['MIZAN_LOG_LEVEL'] || 'warn';
  if (!LEVELS.includes(level)) {
    throw new SettingsProblem(`MIZAN_LOG_LEVEL is "${level}": it must be one of ${LEVELS.join(', ')}.`);
  }
  const paths = withheld.flatMap((member) => [member, `*.${member}`, `*.*.${member}`]);
  return { name, level, redact: { paths, censor: '…' } };
}
