import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Resolves once GET url/health/ready answers 200; asks every 50 ms until `signal` aborts. By node:http and not by fetch,
 * which alone would cost the launcher a quarter of its memory.
 */
export async function answering(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await isReady(url))) await pause(50);
}

function isReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${url}/health/ready`, { agent: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
