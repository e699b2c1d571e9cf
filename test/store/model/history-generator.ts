import type {
  BatchPart,
  ExpectedRevision,
  Filter,
  ReadRequest,
  RequestEvent,
  StepCall,
} from '../../conformance/transcript';
import { DELETING, metadataOf, type ModelLog, TOMBSTONE } from './model-log';
import type { ModelServer } from './model-server';
import type { Random } from './random';

/** Few, so that calls meet; names that begin alike, a system stream, and one that is not ASCII. */
const STREAMS = ['a', 'a-b', '$c', 'd e/ف'];
const TYPES = ['Ordered', 'Paid', 'Paid-twice', '$sys', 'نوع'];
const FILTERS: readonly Filter[] = [
  { prefix: ['a'] },
  { prefix: ['a-', '$'] },
  { prefix: ['d e'] },
  { prefix: ['nowhere'] },
  { regex: '^[^$]' },
  { regex: 'b$|ف' },
  { on: 'type', prefix: ['Paid'] },
  { on: 'type', prefix: ['$metadata', 'نو'] },
  { on: 'type', regex: '^P.*e$' },
];

/** What `$$stream` may be told: limits, nonsense, and what deletes a stream by hand. Ages lie between whole waits. */
const METADATA: readonly string[] = [
  '{"$maxCount":1}',
  '{"$maxCount":2}',
  '{"$maxCount":2,"$acl":{"$r":"x"}}',
  '{"$maxCount":3}',
  '{"$tb":1}',
  '{"$tb":3,"own":[1,"é"]}',
  '{"$maxAge":50}',
  '{"$maxAge":50,"$maxCount":3}',
  '{"$maxAge":150,"$tb":2}',
  '{}',
  '{"$maxCount":0}',
  '{"$maxCount":"2","$tb":2}',
  '{"$tb":-1}',
  'nonsense',
  '[1]',
  '',
  DELETING,
];

/** Seconds that pass in a wait; limits of age lie between the multiples of it. */
const WAIT = 100;

const WEIGHTS = {
  append: 24,
  repeat: 12,
  batchAppend: 8,
  metadata: 12,
  delete: 5,
  tombstone: 1,
  wait: 4,
  read: 20,
  readAll: 9,
  subscribe: 7,
  subscribeAll: 5,
};

/** The calls of one random history. Looks at the model, so that what it asks for is as often possible as not. */
export class HistoryGenerator {
  private ids = 0;
  /** The stream that most calls are about for a while. */
  private focus = STREAMS[0] as string;
  private readonly written: { stream: string; expected: ExpectedRevision; events: RequestEvent[] }[] = [];

  constructor(
    private readonly random: Random,
    private readonly log: ModelLog,
    private readonly server: ModelServer,
  ) {}

  next(): StepCall {
    const { random } = this;
    const kind = random.weighted(WEIGHTS);
    switch (kind) {
      case 'append':
      case 'metadata':
      case 'repeat':
        return { call: 'append', request: this.write(kind) };
      case 'batchAppend': {
        const parts = Array.from({ length: random.between(1, 4) }, (_, index) => this.part(index));
        return { call: 'batchAppend', request: { parts, take: parts.length } };
      }
      case 'delete':
      case 'tombstone':
        return { call: kind, request: this.target() };
      case 'wait':
        return { call: 'wait', request: { seconds: WAIT } };
      case 'read':
        return { call: 'read', request: { ...this.streamStart(), ...this.howToRead() } };
      case 'readAll':
        return { call: 'read', request: { from: this.position(), ...this.howToRead(), ...this.filter() } };
      case 'subscribe':
        return { call: 'read', request: this.subscribed({ ...this.streamStart(), ...this.look() }) };
      case 'subscribeAll':
        return {
          call: 'read',
          request: this.subscribed({ from: this.position(), ...this.look(), ...this.filter() }),
        };
    }
  }

  private write(kind: 'append' | 'metadata' | 'repeat') {
    const known = this.random.chance(0.95) ? this.written : [];
    const request =
      kind === 'repeat' && known.length > 0
        ? this.repeated()
        : kind === 'metadata'
          ? { ...this.target(true), events: [this.metadataEvent()] }
          : { ...this.target(this.random.chance(0.06)), events: this.events() };
    this.written.push(request);
    return request;
  }

  private part(index: number): BatchPart {
    const kind = this.random.weighted({ append: 6, repeat: 3, metadata: 1 });
    return { correlation: `10000000-0000-4000-8000-00000000000${String(index)}`, ...this.write(kind) };
  }

  /** An earlier write again: as it was, at another place, in part, turned round, or with something behind it. */
  private repeated() {
    const { random } = this;
    const earlier = random.pick(this.written);
    const { events } = earlier;
    const start = random.between(0, Math.max(0, events.length - 1));
    const changed = random.weighted({ same: 5, part: 2, longer: 2, reversed: 1 });
    const variants = {
      same: () => events,
      part: () => events.slice(start, start + random.between(1, 3)),
      longer: () => [...events, this.event()],
      reversed: () => events.toReversed(),
    };
    const target = random.chance(0.6) ? earlier : { ...this.target(), stream: earlier.stream };
    const stream = random.chance(0.9) ? target.stream : random.pick(STREAMS);
    return { stream, expected: target.expected, events: variants[changed]() };
  }

  private target(isMetadata = false): { stream: string; expected: ExpectedRevision } {
    const name = this.streamName();
    const stream = isMetadata ? metadataOf(name) : name;
    return { stream, expected: this.expected(this.log.last(stream)) };
  }

  private streamName(): string {
    if (this.random.chance(0.3)) this.focus = this.random.pick(STREAMS);
    return this.focus;
  }

  private expected(last: number): ExpectedRevision {
    const kind = this.random.weighted({ any: 30, no_stream: 14, stream_exists: 14, exact: 27, near: 15 });
    if (kind !== 'exact' && kind !== 'near') return kind;
    if (last === TOMBSTONE) return this.random.between(0, 3);
    if (kind === 'exact') return last < 0 ? 'no_stream' : last;
    return this.random.between(0, last + 2);
  }

  private events(): RequestEvent[] {
    const count = this.random.weighted({ '0': 2, '1': 10, '2': 5, '3': 3, '5': 1 });
    const events = Array.from({ length: Number(count) }, () => this.event());
    const [first] = events;
    return first !== undefined && this.random.chance(0.05) ? [...events, first] : events;
  }

  private event(): RequestEvent {
    const { random } = this;
    const id = this.id();
    if (random.chance(0.15)) return { id, type: '$>', data: this.link(), ...this.contentType() };
    const metadata = random.chance(0.2) ? { metadata: '{"$causationId":"x"}' } : {};
    const data = random.chance(0.1) ? {} : { data: `{"n":${String(this.ids)},"text":"ß"}` };
    return { id, type: random.pick(TYPES), ...data, ...metadata, ...this.contentType() };
  }

  private link(): string {
    const { random } = this;
    if (random.chance(0.1)) return random.pick(['nonsense', '@a', '1@', '-1@a', '1.5@a']);
    const stream = random.pick(STREAMS);
    return `${String(random.between(0, 6))}@${random.chance(0.1) ? metadataOf(stream) : stream}`;
  }

  private metadataEvent(): RequestEvent {
    const data = this.random.pick(METADATA);
    return { id: this.id(), type: '$metadata', data, ...(this.random.chance(0.1) ? this.contentType() : {}) };
  }

  private contentType(): { contentType?: string } {
    return this.random.chance(0.15) ? { contentType: 'application/octet-stream' } : {};
  }

  private id(): string {
    return `00000000-0000-4000-8000-${(++this.ids).toString(16).padStart(12, '0')}`;
  }

  private streamStart(): { stream: string; from: ReadRequest['from'] } {
    const { random } = this;
    const name = random.chance(0.03) ? 'never' : this.streamName();
    const stream = random.chance(0.15) ? metadataOf(name) : name;
    const from = random.weighted({ start: 4, end: 3, revision: 6, beyond: 1 });
    if (from === 'revision') return { stream, from: random.between(0, 8) };
    return { stream, from: from === 'beyond' ? 500 : from };
  }

  /** The start, the end, or the position of an event that was answered before. */
  private position(): string {
    const ranks = this.server.positions.ranksOf(this.log.entries.map(({ position }) => BigInt(position)));
    const kind = this.random.weighted({ start: 3, end: 2, rank: ranks.length > 0 ? 5 : 0 });
    return kind === 'rank' ? this.random.pick(ranks) : kind;
  }

  private howToRead(): Pick<ReadRequest, 'direction' | 'count' | 'uuid' | 'resolveLinks'> {
    const count = this.random.weighted({ all: 5, '1': 2, '2': 2, '7': 1 });
    return {
      ...(this.random.chance(0.45) ? { direction: 'backwards' as const } : {}),
      ...(count === 'all' ? {} : { count: Number(count) }),
      ...this.look(),
    };
  }

  private look(): Pick<ReadRequest, 'uuid' | 'resolveLinks'> {
    return {
      ...(this.random.chance(0.1) ? { uuid: 'structured' as const } : {}),
      ...(this.random.chance(0.35) ? { resolveLinks: true } : {}),
    };
  }

  private filter(): { filter?: Filter } {
    if (this.random.chance(0.4)) return {};
    return { filter: { ...this.random.pick(FILTERS), max: this.random.pick([1, 2, 32]) } };
  }

  /** What is written while the subscription listens. A tombstone comes last: it may end the subscription. */
  private subscribed(request: ReadRequest): ReadRequest {
    const thenCall: StepCall[] = [];
    const { random } = this;
    const calls = random.between(0, 3);
    const tombstones = request.stream === undefined ? 0 : 0.3;
    const writes = { append: 5, repeat: 2, metadata: 1, delete: 1, tombstone: tombstones };
    while (thenCall.length < calls && thenCall.at(-1)?.call !== 'tombstone') {
      const kind = random.weighted(writes);
      thenCall.push(
        kind === 'delete' || kind === 'tombstone'
          ? { call: kind, request: this.target() }
          : { call: 'append', request: this.write(kind) },
      );
    }
    return { ...request, subscribe: true, ...(thenCall.length === 0 ? {} : { thenCall }) };
  }
}
