/** A position as the server sent it, kept apart until all of a scenario are known and can be ranked. */
export class Position {
  constructor(readonly value: bigint) {}
}

/** Ranks the positions of one scenario: `p1` is the smallest seen. */
export class Positions {
  private readonly seen = new Set<bigint>();

  note(text: string): Position {
    const position = new Position(BigInt(text));
    this.seen.add(position.value);
    return position;
  }

  /** The position that has this rank among those seen so far. */
  at(rank: string): bigint {
    const value = this.ordered()[Number(rank.slice(1)) - 1];
    if (value === undefined) throw new Error(`No position ${rank} was seen before it was asked for.`);
    return value;
  }

  /** The ranks of those of these positions that were seen. */
  ranksOf(positions: readonly bigint[]): string[] {
    const wanted = new Set(positions);
    return this.ordered().flatMap((value, index) => (wanted.has(value) ? [`p${String(index + 1)}`] : []));
  }

  /** The answer with every position replaced by its rank. */
  ranked(answer: unknown): unknown {
    const ranks = new Map(this.ordered().map((value, index) => [value, `p${String(index + 1)}`]));
    const replace = (value: unknown): unknown => {
      if (value instanceof Position) return ranks.get(value.value);
      if (Array.isArray(value)) return value.map(replace);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part)]));
    };
    return replace(answer);
  }

  private ordered(): bigint[] {
    return [...this.seen].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
}
