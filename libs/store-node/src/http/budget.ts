/** Memory that callers make the node keep, counted against a bound; as a part of another budget it counts there too. */
export class Budget {
  private used = 0;

  constructor(
    readonly most: number,
    private readonly whole?: Budget,
  ) {}

  /** False, and nothing is taken, when there is no room. */
  take(bytes: number): boolean {
    if (this.used + bytes > this.most) return false;
    if (this.whole !== undefined && !this.whole.take(bytes)) return false;
    this.used += bytes;
    return true;
  }

  give(bytes: number): void {
    this.used -= bytes;
    this.whole?.give(bytes);
  }
}
