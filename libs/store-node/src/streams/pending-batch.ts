import { invalidArgument, Status } from '../http/status';
import type { NewEvent } from '../storage/write-request';
import type { WorkSpan } from '../trace/work-span';
import type { BatchOptions, Expected, ProposedEvent } from '../wire/append-messages';
import type { BatchAddress } from '../wire/append-replies';
import { appendTooLarge, EVENT_OVERHEAD, prepareEvent } from './prepare-event';

/** The server gives no batch append more time than this, whatever the caller asks for. */
const LONGEST_MS = 2000;

/** Ids, types and metadata of one append do not count as data, but must not fill the memory either. */
const MAX_OVERHEAD = 64 * 1024 * 1024;

/** One batch append whose parts are arriving. */
export class PendingBatch {
  /** Already answered with a refusal: further parts are only consumed. */
  isRefused = false;
  /** Bytes that the call holds for it. */
  held = 0;
  /** Where it is told, if traces are wanted. */
  span: WorkSpan | undefined;
  readonly address: BatchAddress;
  events: NewEvent[] = [];
  private readonly deadline: number;
  private bytes = 0;
  private overhead = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: BatchOptions,
    correlation: Buffer | undefined,
    private readonly maxAppendSize: number,
  ) {
    this.address = { correlation, identifier: options.identifier };
    const latest = Date.now() + LONGEST_MS;
    this.deadline = Math.min(options.deadline ?? latest, latest);
  }

  get stream(): Buffer {
    return this.options.stream ?? Buffer.alloc(0);
  }

  get expected(): Expected {
    return this.options.expected ?? { kind: 'any' };
  }

  isLate(): boolean {
    return Date.now() >= this.deadline;
  }

  expireWith(callback: () => void): void {
    this.timer = setTimeout(callback, Math.max(0, this.deadline - Date.now()));
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Its caller has left. */
  abandon(): void {
    this.stop();
    this.span?.end(Status.CANCELLED);
  }

  /** Throws GrpcError for what must not be written. */
  add(proposed: readonly ProposedEvent[]): void {
    if (this.stream.length === 0) throw invalidArgument('The name of the stream is empty.');
    if (this.options.expected === undefined)
      throw invalidArgument('The expected revision of the stream is missing.');
    for (const event of proposed) {
      this.bytes += event.data.length;
      this.overhead += EVENT_OVERHEAD + event.metadata.length + (event.type?.length ?? 0);
      if (this.bytes > this.maxAppendSize) throw appendTooLarge(this.maxAppendSize);
      if (this.overhead > MAX_OVERHEAD)
        throw invalidArgument('The metadata of one append is too large; split it.');
      this.events.push(prepareEvent(event));
    }
  }
}
