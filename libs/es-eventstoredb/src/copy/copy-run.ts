import type { CopyAccount } from './copy-account';
import { isMetadataStream, treatmentOf } from './copied-streams';
import { CopyRefused } from './copy-problems';
import { isStreamDeleted, type RawClient } from '../raw/raw-client';
import type { RawEvent } from '../raw/raw-event';

export interface CopyCounts {
  readonly copied: number;
  /** Met again after an interruption, or written by the target itself when it brought a deleted stream back. */
  readonly alreadyThere: number;
  /** Streams deleted for good: the mark is the target's own, with an id of its own. */
  readonly tombstones: number;
  /** Events of the source server's own streams. */
  readonly systemEvents: number;
}

/** One append: a run of events of one stream that stand together in the source. */
const RUN_EVENTS = 500;
const RUN_BYTES = 512 * 1024;

/** Events between two entries of the account. */
const ACCOUNT_EVERY = 1000;

/** Puts events into the target in the order they come. */
export class CopyRun {
  readonly counts = { copied: 0, alreadyThere: 0, tombstones: 0, systemEvents: 0 };
  private run: RawEvent[] = [];
  private bytes = 0;
  private sinceEntry = 0;

  constructor(
    private readonly target: RawClient,
    private readonly account: CopyAccount,
    private readonly progress: (position: bigint) => void,
  ) {}

  async copy(events: AsyncIterable<RawEvent>): Promise<void> {
    for await (const event of events) {
      const treatment = treatmentOf(event);
      if (treatment === 'leave out') this.counts.systemEvents++;
      else if (treatment === 'tombstone') await this.tombstone(event);
      else await this.add(event);
    }
    await this.append();
  }

  private async add(event: RawEvent): Promise<void> {
    const last = this.run.at(-1);
    const joins = last?.stream.equals(event.stream) && last.revision + 1n === event.revision;
    if (!joins || this.run.length >= RUN_EVENTS || this.bytes + event.data.length > RUN_BYTES)
      await this.append();
    this.run.push(event);
    this.bytes += event.data.length;
  }

  private async append(): Promise<void> {
    const [first] = this.run;
    const last = this.run.at(-1);
    if (!first || !last) return;
    const events = this.run;
    this.run = [];
    this.bytes = 0;
    if (await this.stored(first, events)) this.counts.copied += events.length;
    else this.counts.alreadyThere += events.length;
    await this.took(last.position, events.length);
  }

  /** False when the target had them already. */
  private async stored(first: RawEvent, events: readonly RawEvent[]): Promise<boolean> {
    try {
      const answer = await this.target.appendRaw(first.stream, first.revision - 1n, events);
      if (answer.kind === 'appended') return true;
      if (isMetadataStream(first.stream) && (await this.hasSaidTheSame(events))) return false;
      throw differs(first, answer.current);
    } catch (error) {
      // Only this copy deletes in the target, and a stream only after all of its events.
      if (isStreamDeleted(error)) return false;
      throw error;
    }
  }

  /** A stream that is brought back makes the server write its metadata by itself: the same words under another id. */
  private async hasSaidTheSame(events: readonly RawEvent[]): Promise<boolean> {
    for (const event of events) {
      const there = await this.target.readRawEvent(event.stream, 'end');
      if (!there || there.revision < event.revision) return false;
      if (there.revision === event.revision && !Buffer.from(there.data).equals(Buffer.from(event.data)))
        return false;
    }
    return true;
  }

  private async tombstone({ stream, position }: RawEvent): Promise<void> {
    await this.append();
    try {
      await this.target.tombstoneStream(stream.toString('utf8'), { expectedRevision: 'any' });
    } catch (error) {
      if (!isStreamDeleted(error)) throw error;
    }
    this.counts.tombstones++;
    await this.took(position, ACCOUNT_EVERY);
  }

  private async took(position: bigint, events: number): Promise<void> {
    this.sinceEntry += events;
    if (this.sinceEntry >= ACCOUNT_EVERY) {
      this.sinceEntry = 0;
      await this.account.note(position);
    }
    this.progress(position);
  }
}

function differs({ stream, revision }: RawEvent, current: bigint): CopyRefused {
  const name = stream.toString('utf8');
  return new CopyRefused(
    `Stream '${name}' cannot be copied as it is: the source's next event has revision ${String(revision)}, and the target's last is ${String(current)}. ` +
      'Either the source has lost events of that stream to scavenging, or somebody else has written to the target. Name another, empty target; a scavenged source cannot be copied.',
  );
}
