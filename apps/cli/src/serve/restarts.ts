const most = 5;
const within = 60_000;
const firstPause = 100;

/** How often a crashed child may come back: five times a minute, each time after twice the pause. Milliseconds. */
export class Restarts {
  private times: readonly number[] = [];

  /** The pause before the next start, or null when it has crashed too often. */
  next(now: number): number | null {
    const recent = this.times.filter((time) => now - time < within);
    this.times = [...recent, now];
    return recent.length < most ? firstPause * 2 ** recent.length : null;
  }
}
