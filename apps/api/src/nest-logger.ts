import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own remarks on the api's log; its start-up chatter counts as debugging. */
export function nestLogger(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug(String(message)),
    debug: (message: unknown) => log.debug(String(message)),
    verbose: (message: unknown) => log.trace(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    // Nest throws what it logs; whoever catches it says it once, in a sentence.
    error: (message: unknown) => log.debug(String(message)),
    fatal: (message: unknown) => log.fatal(String(message)),
  };
}
