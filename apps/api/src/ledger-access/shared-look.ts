import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * One look for everybody who asks in the same turn of the event loop. It begins after the last of them asked, so that
 * nobody gets an answer that is older than the question.
 */
export class SharedLook<T> {
  private next: Promise<T> | null = null;

  constructor(private readonly look: () => Promise<T>) {}

  ask(): Promise<T> {
    this.next ??= this.begin();
    return this.next;
  }

  private async begin(): Promise<T> {
    await nextTurn();
    this.next = null;
    return this.look();
  }
}
