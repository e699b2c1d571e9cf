import { logOptions } from '@mizan/runtime';
import pino from 'pino';

/** What the worker has to say to the people who run it. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** JSON lines on standard error. `MIZAN_LOG_LEVEL` is one of pino's levels; default `warn`. @throws SettingsProblem */
export function processLog(env: NodeJS.ProcessEnv): Log {
  return pino(logOptions(env, 'worker'), pino.destination(2));
}
