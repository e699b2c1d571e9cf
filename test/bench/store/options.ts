export interface StoreBenchOptions {
  /** Events of the large ledger. */
  readonly events: number;
  readonly rounds: number;
  /** How long each rate is measured. */
  readonly seconds: number;
  /** Connection string of another server that does the same work; null: none. */
  readonly against: string | null;
  readonly say: (words: string) => void;
}
