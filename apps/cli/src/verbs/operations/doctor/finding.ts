/** One thing that is wrong, and what to do. */
export interface Finding {
  /** Stable: docs/operating.md lists them. */
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
  /** Mizan works all the same. */
  readonly mild?: true;
}

export function finding(code: string, detail: string, remedy: string): Finding {
  return { code, detail, remedy };
}

export function mild(code: string, detail: string, remedy: string): Finding {
  return { code, detail, remedy, mild: true };
}

/** Findings of all that were asked, in order; none is asked before the one in front of it has answered. */
export async function findingsOf(
  checks: readonly (() => Promise<readonly Finding[]> | readonly Finding[])[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const check of checks) found.push(...(await check()));
  return found;
}
