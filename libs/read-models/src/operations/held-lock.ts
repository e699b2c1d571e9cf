/** The right to be the one worker that writes, for as long as it is held. */
export interface HeldLock {
  /** Aborts when the lock was lost without having been released: another worker may hold it from then on. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** What workers of one ledger compete for. No stale lock is ever in the way: its holder's end frees it, however it ends. */
export interface WorkerLock {
  /** Null while another worker holds it. @throws ReadDatabaseProblem when it cannot be asked for */
  tryAcquire(): Promise<HeldLock | null>;
  /** Ends what waiting needed; a held lock is released before. */
  close(): Promise<void>;
}
