/** What operators may ask of the worker about one projection (or process). */
export type RequestKind =
  /** Build its rows anew from the whole ledger. */
  | 'rebuild'
  /** Try the event again that stopped it. */
  | 'retry'
  /** Go on behind the event that stopped it. */
  | 'skip';

export interface RequestToWorker {
  readonly kind: RequestKind;
  readonly projection: string;
  /** The event that whoever asks has seen to stop the projection: another one is not skipped. */
  readonly eventId?: string;
  /** Id of the identity that asks. */
  readonly requestedBy?: string;
}

/** A request as it was stored. `requestedAt` is RFC 3339 in UTC. */
export interface StoredRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly projection: string;
  readonly eventId: string | null;
  readonly requestedBy: string | null;
  readonly requestedAt: string;
}

/** How the worker answers, in its own database: the ids of requests that it has fulfilled or given up. */
export interface Answers {
  ended(): Promise<readonly string[]>;
}

/**
 * What the api asks of the worker, in a database of the api's own: the api writes, the worker reads and answers in the
 * read side's database. Neither waits for the other to start: before the api has been there, there are no requests.
 * Every method may reject with a ReadDatabaseProblem.
 */
export interface Control {
  /** A newer request of the same kind for the same projection takes the place of an older one. Answers its id. */
  request(request: RequestToWorker): Promise<string>;
  /** The newest request of each kind for each projection, oldest first, whatever became of it. */
  requests(): Promise<StoredRequest[]>;
  /**
   * Requests that the worker has neither fulfilled nor given up, oldest first. One that it was at when it ended is still
   * pending.
   */
  pending(answers: Answers): Promise<StoredRequest[]>;
  /** Says that a ledger import runs, or that it ended. */
  setImport(active: boolean): Promise<void>;
  /** Whether a ledger import runs: commands are refused and processes pause meanwhile. */
  importing(): Promise<boolean>;
}
