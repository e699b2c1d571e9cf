import { setTimeout as pause } from 'node:timers/promises';

/** What was asked did not answer in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The answer, if it comes within `patience` milliseconds. What was asked goes on unheard otherwise. @throws NoAnswer */
export async function within<T>(patience: number, ask: () => Promise<T>): Promise<T> {
  const heard = new AbortController();
  const late = pause(patience, undefined, { signal: heard.signal }).then(() => {
    throw new NoAnswer(`no answer within ${patience / 1000} s`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([ask(), late]);
  } finally {
    heard.abort();
  }
}
