import { SettingsProblem } from '@mizan/runtime';
import pino, { type Logger } from 'pino';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * The api's log. To standard error: standard output is nobody's. It never holds bodies, headers or events.
 * @throws SettingsProblem
 */
export function apiLog(env: NodeJS.ProcessEnv): Logger {
  const level = env['MIZAN_LOG_LEVEL'] || 'warn';
  if (!LEVELS.includes(level)) {
    throw new SettingsProblem(`MIZAN_LOG_LEVEL is "${level}": it must be one of ${LEVELS.join(', ')}.`);
  }
  return pino({ name: 'api', level }, pino.destination({ fd: 2, sync: true }));
}
