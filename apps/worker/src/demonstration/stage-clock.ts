import type { Clock } from '@mizan/es';

/** The time of the story; it never goes back. */
export class StageClock implements Clock {
  private time = Number.NEGATIVE_INFINITY;

  now(): number {
    return this.time;
  }

  /** Milliseconds since the epoch. */
  advanceTo(time: number): void {
    this.time = Math.max(this.time, time);
  }
}
