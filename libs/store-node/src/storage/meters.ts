/** Upper ends of the buckets in which commits are counted, in seconds: an fsync takes from a tenth of a millisecond up. */
export const COMMIT_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] as const;

/** What the node counts of its work since it started; `GET /metrics` shows it. Counting costs a few additions a commit. */
export class Meters {
  readonly outcomes = new Map<string, number>();
  readonly commitsUpTo = new Float64Array(COMMIT_BUCKETS.length);
  commits = 0;
  commitSeconds = 0;
  eventsWritten = 0;
  eventsRead = 0;
  damages = 0;

  committed(seconds: number, events: number): void {
    this.commits++;
    this.commitSeconds += seconds;
    this.eventsWritten += events;
    COMMIT_BUCKETS.forEach((end, index) => {
      if (seconds <= end) this.commitsUpTo[index] = (this.commitsUpTo[index] ?? 0) + 1;
    });
  }

  answered({ kind }: { readonly kind: string }): void {
    this.outcomes.set(kind, (this.outcomes.get(kind) ?? 0) + 1);
  }
}
