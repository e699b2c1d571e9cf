/** Lets time pass for everything in this process that asks `Date.now`, the node under test included. */
export class Clock {
  private ahead = 0;
  private readonly real = Date.now;

  constructor() {
    Date.now = () => this.real() + this.ahead;
  }

  pass(seconds: number): void {
    this.ahead += seconds * 1000;
  }

  restore(): void {
    Date.now = this.real;
  }
}
