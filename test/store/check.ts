/** What a check is asked to do beyond its defaults; each check takes what it knows. */
export interface CheckOptions {
  /** Begins random numbers; printed, so that a run can be had again. */
  readonly seed: number;
  /** How often: histories, kills, copies. */
  readonly times: number | undefined;
  readonly minutes: number | undefined;
  readonly say: (words: string) => void;
}

/** One way to hold the embedded event store to its word. Says what it found; false when something was wrong. */
export interface Check {
  readonly name: string;
  readonly about: string;
  readonly run: (options: CheckOptions) => Promise<boolean>;
}
