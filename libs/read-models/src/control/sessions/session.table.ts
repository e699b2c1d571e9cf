/** A person who signed in with a browser. Nothing in it lets anybody in: the secret itself stays in the browser. */
export interface SessionRow {
  /** What operators name it by. */
  id: string;
  /** Of the cookie's secret. */
  secret_hash: string;
  identity: string;
  role: string;
  party: string | null;
  name: string;
  began_at: bigint;
  seen_at: bigint;
  expires_at: bigint;
}
