/** An event that an operator let a projection leave out, and why. Never deleted: it says what the rows lack. */
export interface SkipRow {
  /** Of the projection, its version and the event, so that repeating a skip records it once. */
  id: string;
  projection: string;
  /** Of the projection that could not apply the event; another version tries it again. */
  version: bigint;
  event_id: string;
  event_type: string;
  position: bigint;
  error: string;
  fingerprint: string;
  reason: string;
  skipped_by: string;
  skipped_at: bigint;
  /** These three are null together: it holds. */
  withdrawal_reason: string | null;
  withdrawn_by: string | null;
  withdrawn_at: bigint | null;
}
