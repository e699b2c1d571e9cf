import { Positions } from '../../conformance/positions';
import type { ReadRequest, Scenario, StepCall } from '../../conformance/transcript';
import { appendAnswer, batchAnswer, deleteAnswer, eventAnswer, OK, streamDeleted } from './model-answers';
import { type Entry, type ModelLog, TOMBSTONE } from './model-log';
import { passes, visible } from './model-reads';
import { append, softDelete, tombstone } from './model-writes';

/** How many events are read when the request does not say. */
const DEFAULT_COUNT = 100;

/** Answers the calls of scenarios as a server should, from a list in memory, in the form the recorded answers have. */
export class ModelServer {
  readonly positions = new Positions();

  constructor(private readonly log: ModelLog) {}

  play(steps: Scenario['steps'] | readonly StepCall[]): unknown[] {
    const answers = steps.map((step) => this.call(step));
    return answers.map((answer) => this.positions.ranked(answer));
  }

  call(step: StepCall): unknown {
    const { log, positions } = this;
    switch (step.call) {
      case 'append':
        return appendAnswer(append(log, step.request), step.request, positions);
      case 'batchAppend':
        return step.request.parts
          .map((part) => batchAnswer(append(log, part), part, positions))
          .sort(byCorrelation);
      case 'delete':
        return deleteAnswer(softDelete(log, step.request), step.request, positions);
      case 'tombstone':
        return deleteAnswer(tombstone(log, step.request), step.request, positions);
      case 'wait':
        log.second += step.request.seconds;
        return null;
      case 'read':
        if (step.request.subscribe === true) return this.subscribe(step.request);
        return step.request.stream === undefined
          ? [...this.readAll(step.request), OK]
          : this.readStream(step.request.stream, step.request);
    }
  }

  private readStream(stream: string, request: ReadRequest): unknown[] {
    const seen = visible(this.log, stream);
    if (seen === 'tombstoned') return [streamDeleted(stream)];
    if (seen === 'missing') return [{ streamNotFound: stream }, OK];
    const back = request.direction === 'backwards';
    const start = request.from === 'start' ? 0 : request.from === 'end' ? Infinity : Number(request.from);
    const from = seen.filter(({ revision }) => (back ? revision <= start : revision >= start));
    const last = this.log.last(stream);
    const talkative = request.compatibility === 1;
    const isBeyond = !back && start > last;
    return [
      ...(talkative && isBeyond ? [{ firstStreamPosition: String(last + 1) }] : []),
      ...this.some(back ? from.toReversed() : from, request),
      ...(talkative ? [{ lastStreamPosition: String(last) }] : []),
      OK,
    ];
  }

  private readAll(request: ReadRequest): unknown[] {
    const start = this.startInAll(request);
    const back = request.direction === 'backwards';
    const from = this.log.entries
      .filter(({ position }) => (back ? position < start : position >= start))
      .filter((entry) => passes(request.filter, entry));
    return this.some(back ? from.toReversed() : from, request);
  }

  private startInAll({ from }: ReadRequest): number {
    if (from === 'start') return 0;
    return from === 'end' ? Infinity : Number(this.positions.at(String(from)));
  }

  private some(entries: readonly Entry[], request: ReadRequest): object[] {
    return this.shown(entries.slice(0, request.count ?? DEFAULT_COUNT), request);
  }

  private shown(entries: readonly Entry[], request: ReadRequest): object[] {
    return entries.map((entry) => eventAnswer(this.log, entry, { request, positions: this.positions }));
  }

  /** History, `caughtUp`, then whatever the calls in between write: limits no longer hide any of that. */
  private subscribe(request: ReadRequest): unknown[] {
    const { stream, filter } = request;
    if (stream !== undefined && visible(this.log, stream) === 'tombstoned') return [streamDeleted(stream)];
    const isBehind =
      stream === undefined ? this.behindPosition(request) : this.behindRevision(stream, request);
    const history = this.history(request).filter(isBehind);
    const shown = this.shown(history, request);
    const live: Entry[] = [];
    const received: object[] = [];
    for (const step of request.thenCall ?? []) {
      const arrived = this.during(step)
        .filter((entry) => (stream === undefined ? passes(filter, entry) : entry.stream === stream))
        .filter(isBehind);
      live.push(...arrived);
      // Shown before the next call: what a link leads to may have changed by then.
      received.push(...this.shown(arrived, request));
    }
    const ended = stream !== undefined && live.at(-1)?.revision === TOMBSTONE;
    return [
      { confirmation: '<subscription id>' },
      ...shown,
      { caughtUp: true },
      ...received,
      ended ? streamDeleted(stream) : '<quiet>',
      ...(filter ? [checkpoints(request)] : []),
    ];
  }

  /** What a call writes; nobody looks at its answer. */
  private during(step: StepCall): readonly Entry[] {
    const before = this.log.entries.length;
    new ModelServer(this.log).call(step);
    return this.log.entries.slice(before);
  }

  private history({ stream, filter, from }: ReadRequest): readonly Entry[] {
    if (from === 'end') return [];
    if (stream === undefined) return this.log.entries.filter((entry) => passes(filter, entry));
    const seen = visible(this.log, stream);
    return typeof seen === 'string' ? [] : seen;
  }

  private behindPosition(request: ReadRequest): (entry: Entry) => boolean {
    const start = request.from === 'end' ? 0 : this.startInAll(request);
    return ({ position }) => position > start;
  }

  private behindRevision(stream: string, { from }: ReadRequest): (entry: Entry) => boolean {
    const start = from === 'start' ? -1 : from === 'end' ? this.log.last(stream) : Number(from);
    return ({ revision }) => revision > start;
  }
}

/** One comes before `caughtUp`; from the end on it depends on how much is written, and when. */
function checkpoints({ from }: ReadRequest): object {
  return { checkpoints: from === 'end' ? '<text>' : 'some', neverBeyondTheNextEvent: true };
}

function byCorrelation(one: object, other: object): number {
  const key = (answer: object): string => (answer as { correlation: string }).correlation;
  return key(one) < key(other) ? -1 : 1;
}
