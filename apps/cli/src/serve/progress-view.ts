import type { Progress } from '@mizan/runtime';

export interface ProgressView {
  show(progress: Progress): void;
  close(): void;
}

/** Milliseconds between two lines. */
const lineEvery = 1_000;

/** Lines such as "Loading the demonstration: 120 of 400", at most one a second, always the last one. */
export function progressLines(say: (line: string) => void, now: () => number = Date.now): ProgressView {
  let last = Number.NEGATIVE_INFINITY;
  return {
    show({ what, done, total }) {
      if (done < total && now() - last < lineEvery) return;
      last = now();
      say(`${what}: ${String(done)} of ${String(total)}`);
    },
    close: () => undefined,
  };
}

/** A bar on a terminal. Loaded only then: a server without a terminal does not pay for it. */
export async function progressBar(): Promise<ProgressView> {
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: '{what} {bar} {value} of {total}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: false,
    // It would take the signal and leave the process running: whoever shows the bar closes it.
    gracefulExit: false,
  });
  return {
    show({ what, done, total }) {
      if (bar.isActive) bar.update(done, { what });
      else bar.start(total, done, { what });
    },
    close() {
      if (bar.isActive) bar.stop();
    },
  };
}

/** A bar where a person watches, lines elsewhere. */
export async function progressView(say: (line: string) => void): Promise<ProgressView> {
  return process.stderr.isTTY ? progressBar() : progressLines(say);
}
