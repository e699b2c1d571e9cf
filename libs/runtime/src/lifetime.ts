/** How long a graceful stop may take, in milliseconds. */
const patience = 8_000;

export interface Lifetime {
  /** Tells the launcher, when there is one, that this process does its work. */
  ready(details?: object): void;
  /** Tells the launcher how far a long start is. */
  progress(progress: Progress): void;
}

export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/**
 * Ends this process in order, once: on SIGTERM, on SIGINT, and when the launcher that holds its IPC channel is gone,
 * however the launcher ended.
 */
export function lifetime(stop: () => Promise<void>): Lifetime {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (process.channel) process.once('disconnect', end);
  return {
    ready: (details = {}) => send({ ready: true, ...details }),
    progress: (progress) => send({ progress }),
  };
}

function send(message: object): void {
  if (process.connected) process.send?.(message);
}
