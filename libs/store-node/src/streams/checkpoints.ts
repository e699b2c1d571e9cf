import { invalidArgument } from '../http/status';
import type { FilterRequest } from '../wire/read-messages';
import { checkpoint } from '../wire/read-replies';

/**
 * Tells a filtered subscription how far the log was searched: after every so many events looked at, and once when
 * history is through. Only rising positions are sent.
 */
export class Checkpoints {
  private readonly interval: number;
  private looked = 0;
  private latest = 0;
  private sent = false;

  constructor(filter: FilterRequest) {
    this.interval = (filter.window ?? 0) * filter.multiplier;
    if (this.interval <= 0)
      throw invalidArgument('The checkpoint interval (window times multiplier) must be 1 or more.');
  }

  /** Notes one event; gives the checkpoint that follows it, if one is due. */
  after(position: number, isSent: boolean): Buffer | undefined {
    this.looked++;
    this.sent ||= isSent;
    return this.looked % this.interval === 0 ? this.rise(position) : undefined;
  }

  /** The checkpoint just before `caughtUp`, at the last event looked at. */
  caughtUp(position: number): Buffer | undefined {
    return this.sent ? this.rise(position) : checkpoint(undefined);
  }

  private rise(position: number): Buffer | undefined {
    if (position <= this.latest) return undefined;
    this.latest = position;
    this.sent = true;
    return checkpoint(position);
  }
}
