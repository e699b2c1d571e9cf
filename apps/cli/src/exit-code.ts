/** What the command's exit code says. */
export const EXIT = {
  ok: 0,
  /** Something failed that should not: a fault of the server, of this machine, of Mizan. */
  fault: 1,
  /** What was typed, or what the file holds, cannot be understood. */
  usage: 2,
  /** Understood, and not allowed or not possible. */
  refused: 3,
  /** Nobody, or nobody known, is speaking. */
  identity: 4,
  /** The record, or an order under the same key, says otherwise. */
  conflict: 5,
  /** Nothing answers there. */
  unreachable: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const ofStatus: Readonly<Record<number, ExitCode>> = {
  400: EXIT.usage,
  401: EXIT.identity,
  409: EXIT.conflict,
  412: EXIT.conflict,
  413: EXIT.usage,
  415: EXIT.usage,
};

/** The exit code for a problem that the server answered. */
export function exitCodeOf(status: number, code: string): ExitCode {
  if (code.startsWith('IDEMPOTENCY')) return EXIT.conflict;
  return ofStatus[status] ?? (status >= 500 ? EXIT.fault : EXIT.refused);
}
