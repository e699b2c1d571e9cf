/** Runs `work` until it ends or the person presses Ctrl-C, which is then an end like any other. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once('SIGINT', end);
  try {
    return await work(stop.signal);
  } finally {
    process.removeListener('SIGINT', end);
  }
}
