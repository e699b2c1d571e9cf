import { DamagedEvent } from './damage';
import { explain } from './faults';
import type { Ledger } from './ledger';
import type { LogTail } from './log-tail';
import type { Meters } from './meters';
import type { OpenedFiles } from './open-files';
import type { WriteOutcome, WriteRequest } from './write-request';

export interface Submission {
  readonly request: WriteRequest;
  /** True when nobody waits any more, or the deadline is over: then it is not written. */
  readonly isExpired: () => boolean;
  /** Called exactly once, after the commit. */
  readonly done: (outcome: WriteOutcome) => void;
}

/**
 * Group commit: writes that arrive in one turn of the event loop share one block of the log and one fsync. While a commit
 * runs, the next group collects in the sockets, so groups grow with the load. Nobody is answered before the commit.
 */
export class GroupWriter {
  private queue: Submission[] = [];

  constructor(
    private readonly files: Pick<OpenedFiles, 'log' | 'index' | 'lock'>,
    private readonly ledger: Ledger,
    private readonly options: {
      readonly tail: LogTail;
      readonly database: string;
      readonly meters: Meters;
    },
  ) {}

  submit(submission: Submission): void {
    if (this.queue.length === 0) setImmediate(() => this.flush());
    this.queue.push(submission);
  }

  /** Commits and answers everything submitted so far. */
  flush(): void {
    const group = this.queue;
    if (group.length === 0) return;
    this.queue = [];
    const outcomes = this.commit(group);
    group.forEach((submission, index) => {
      const outcome = outcomes[index] as WriteOutcome;
      this.options.meters.answered(outcome);
      submission.done(outcome);
    });
  }

  private commit(group: readonly Submission[]): WriteOutcome[] {
    const { log, index, lock } = this.files;
    try {
      const since = performance.now();
      lock.assertHeld();
      index.ensure();
      this.ledger.begin();
      const outcomes = index.inOneView(() => group.map((submission) => this.apply(submission)));
      log.commit();
      index.committed(this.ledger.lastPosition);
      this.options.meters.committed((performance.now() - since) / 1000, this.ledger.written().length);
      this.options.tail.publish(this.ledger.written());
      return outcomes;
    } catch (error) {
      return this.giveUp(group, error);
    }
  }

  /** A damaged event fails the one write that needed it, unless that write had begun to store. */
  private apply({ request, isExpired }: Submission): WriteOutcome {
    if (isExpired()) return { kind: 'expired' };
    const before = this.ledger.written().length;
    try {
      return this.ledger.apply(request);
    } catch (error) {
      if (!(error instanceof DamagedEvent) || this.ledger.written().length > before) throw error;
      return { kind: 'fault', text: error.message, damaged: true };
    }
  }

  private giveUp(group: readonly Submission[], error: unknown): WriteOutcome[] {
    this.files.log.drop();
    this.files.index.undo();
    this.ledger.rolledBack();
    const { code, message } = explain(error, this.options.database);
    const damaged = code === 'DAMAGED' || code === 'CORRUPT';
    return group.map(() => ({ kind: 'fault', text: message, damaged }));
  }
}
