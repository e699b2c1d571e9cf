import { logOptions } from '@mizan/runtime';
import pino, { type Logger } from 'pino';

/**
 * The api's log. To standard error: standard output is nobody's. It never holds bodies, headers or events.
 * @throws SettingsProblem
 */
export function apiLog(env: NodeJS.ProcessEnv): Logger {
  return pino(logOptions(env, 'api'), pino.destination({ fd: 2, sync: true }));
}
