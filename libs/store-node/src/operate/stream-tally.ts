import { crc32 } from 'node:zlib';
import { readFrame } from '../storage/frame-place';
import type { PlacedEntry } from '../storage/log/block';
import type { LogBytes } from '../storage/log/log-bytes';
import { TOMBSTONE } from '../wire/recorded-event';

const FIRST_ROOM = 1024;

/**
 * What is seen of each stream while a log is walked, by the stream's number, in 32 bytes a stream: whether it has every
 * revision from 0 to its highest, told by counting, and whether its events all bear the same name.
 */
export class StreamTally {
  private counts = new Float64Array(FIRST_ROOM);
  private highest = new Float64Array(FIRST_ROOM);
  /** Where the first event that told the name is, and its length. */
  private places = new Float64Array(FIRST_ROOM);
  private lengths = new Uint32Array(FIRST_ROOM);
  private names = new Uint32Array(FIRST_ROOM);
  private streams = 0;

  constructor(private readonly file: LogBytes) {}

  /** How many streams there are. */
  get count(): number {
    return this.streams;
  }

  saw({ stream, revision }: PlacedEntry): void {
    this.makeRoom(stream);
    if (stream > this.streams) this.streams = stream;
    if (revision === TOMBSTONE) return;
    this.counts[stream] = (this.counts[stream] ?? 0) + 1;
    this.highest[stream] = Math.max(this.highest[stream] ?? 0, revision);
  }

  /** Whether the stream's events before this one bore the same name. */
  bears(entry: PlacedEntry, name: Buffer): boolean {
    const { stream, place, length } = entry;
    const sum = crc32(name);
    if (this.lengths[stream] !== 0) return this.names[stream] === sum;
    this.names[stream] = sum;
    this.places[stream] = place;
    this.lengths[stream] = length;
    return true;
  }

  /** Whether an event called the stream so; a stream whose name damage hides may have any. */
  isCalled(stream: number, name: Uint8Array | undefined): boolean {
    if ((this.lengths[stream] ?? 0) === 0) return true;
    return name !== undefined && this.names[stream] === crc32(name);
  }

  nameOf(stream: number): string {
    const length = this.lengths[stream] ?? 0;
    const frame = length === 0 ? undefined : this.file.read(this.places[stream] ?? 0, length);
    return (frame && readFrame(frame)?.event.stream.toString('utf8')) ?? `number ${String(stream)}`;
  }

  /** What the walk as a whole shows. */
  *faults(): Iterable<string> {
    yield* this.gaps();
    yield* this.namesakes();
  }

  private *gaps(): Iterable<string> {
    for (let stream = 1; stream <= this.streams; stream++) {
      const [count, highest] = [this.counts[stream] ?? 0, this.highest[stream] ?? 0];
      if (count > 0 && count !== highest + 1)
        yield `Stream '${this.nameOf(stream)}' has ${String(count)} events, but its last revision is ${String(highest)}.`;
    }
  }

  /** Streams of one name under two numbers. */
  private *namesakes(): Iterable<string> {
    const numbers = Uint32Array.from({ length: this.streams }, (_, index) => index + 1);
    numbers.sort((one, other) => (this.names[one] ?? 0) - (this.names[other] ?? 0) || one - other);
    for (const [index, stream] of numbers.entries()) {
      const before = numbers[index - 1];
      if (before === undefined || this.names[before] !== this.names[stream]) continue;
      if (this.lengths[before] === 0 || this.lengths[stream] === 0) continue;
      if (this.nameOf(before) === this.nameOf(stream))
        yield `Stream '${this.nameOf(stream)}' has two numbers, ${String(before)} and ${String(stream)}.`;
    }
  }

  private makeRoom(stream: number): void {
    if (stream < this.counts.length) return;
    const room = Math.max(stream + 1, this.counts.length * 2);
    this.counts = grown(this.counts, new Float64Array(room));
    this.highest = grown(this.highest, new Float64Array(room));
    this.places = grown(this.places, new Float64Array(room));
    this.lengths = grown(this.lengths, new Uint32Array(room));
    this.names = grown(this.names, new Uint32Array(room));
  }
}

function grown<Numbers extends Float64Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
