import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own remarks on the api's log; its start-up chatter counts as debugging. */
export function nestLogger(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug(String(message)),
    debug: (message: unknown) => log.debug(String(message)),
    verbose: (message: unknown) => log.trace(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown, ...rest: unknown[]) => log.error({ rest: rest.map(String) }, String(message)),
    fatal: (message: unknown) => log.fatal(String(message)),
  };
}
