/** An event that an operator let a projection leave out, and why. Never deleted: it says what the rows lack. */
export interface SkipRow {
  /** The request's id. */
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
}
