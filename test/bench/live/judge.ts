import type { LoadReader } from './load-reader';

/** One reader's account. All counts are entries. */
export interface Account {
  readonly persona: string;
  readonly expected: number;
  readonly received: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly missing: number;
  /** Received, and not to be seen by this reader. */
  readonly foreign: number;
  /** Times that it connected. */
  readonly connects: number;
}

export function accountOf(reader: LoadReader, expected: ReadonlySet<string>): Account {
  const { persona, positions, connects } = reader;
  const known = new Set(positions);
  return {
    persona,
    expected: expected.size,
    received: positions.length,
    doubled: positions.length - known.size,
    outOfOrder: positions.filter(
      (position, at) => at > 0 && BigInt(position) <= BigInt(positions[at - 1] ?? 0),
    ).length,
    missing: [...expected].filter((position) => !known.has(position)).length,
    foreign: [...known].filter((position) => !expected.has(position)).length,
    connects,
  };
}

export function isClean({ doubled, outOfOrder, missing, foreign }: Account): boolean {
  return doubled + outOfOrder + missing + foreign === 0;
}
