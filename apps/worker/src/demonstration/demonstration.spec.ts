import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Mechanism } from '@mizan/access';
import {
  CLAIMED_OUTCOMES,
  durationMs,
  foldCase,
  foldStrike,
  fromMillis,
  idInStream,
  outcomeOf,
  overlaysOf,
  scorecard,
  toMillis,
  withStrike,
  type CaseView,
  type RecordedShareEvent,
  type RecordedStrikeEvent,
  type StrikeView,
} from '@mizan/domain';
import { StoreUnavailable, type EventStore, type RecordedEvent } from '@mizan/es';
import { MemoryEventStore } from '@mizan/es-testing';
import { ledgerCodec, loadMechanismFile, readSettings } from '@mizan/runtime';
import { tell } from './demonstrate';
import { scenarios } from './scenarios';
import { endOfStory } from './story-end';
import { timelineOf } from './timeline';

// Real processes' worth of work on a machine that may be busy.
jest.setTimeout(60_000);

const codec = ledgerCodec();
const mechanism = loadMechanismFile(readSettings({}).mechanismFile);
const end = Date.parse('2026-11-24T09:30:00.000Z');
const never = new AbortController().signal;

async function told(
  by: Mechanism = mechanism,
  store: EventStore = new MemoryEventStore(),
): Promise<EventStore> {
  await tell({ mechanism: by, scenarios }, { store, codec }, { end, signal: never, report: () => undefined });
  return store;
}

async function ledger(store: EventStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

/** Every case as the read side folds it. */
async function views(store: EventStore): Promise<ReadonlyMap<string, CaseView>> {
  const cases = new Map<string, CaseView>();
  const strikes = new Map<string, StrikeView>();
  for (const stored of await ledger(store)) {
    const event = codec.decode(stored);
    const subject = idInStream(stored.stream);
    if (subject?.kind === 'share') {
      cases.set(subject.id, foldCase(cases.get(subject.id) ?? null, event as RecordedShareEvent, subject.id));
    } else if (subject?.kind === 'strike') {
      strikes.set(
        subject.id,
        foldStrike(strikes.get(subject.id) ?? null, event as RecordedStrikeEvent, subject.id),
      );
    }
  }
  for (const strike of strikes.values())
    for (const id of strike.linkedCases) cases.set(id, withStrike(cases.get(id)!, strike));
  return cases;
}

const recordedAt = ({ metadata }: RecordedEvent) => (metadata as { recordedAt: string }).recordedAt;

describe('the demonstration', () => {
  let events: RecordedEvent[];
  let cases: ReadonlyMap<string, CaseView>;
  beforeAll(async () => {
    const store = await told();
    events = await ledger(store);
    cases = await views(store);
  });

  it('has about forty cases, as many in each direction', () => {
    expect(cases.size).toBeGreaterThanOrEqual(38);
    expect(cases.size).toBeLessThanOrEqual(46);
    const [first, second] = mechanism.parties.map(
      ({ id }) => [...cases.values()].filter(({ sharer }) => sharer === id).length,
    );
    expect(first).toBe(second);
  });

  it.each(['first', 'second'] as const)('reaches every claimed outcome when the %s party shares', (which) => {
    const party = mechanism.parties[which === 'first' ? 0 : 1].id;
    const reached = [...cases.values()]
      .filter(({ sharer }) => sharer === party)
      .map((view) => outcomeOf(view, fromMillis(end)).claimed);
    expect(new Set(reached)).toEqual(new Set(CLAIMED_OUTCOMES));
  });

  it('brings every case to the outcome its scenario promises', () => {
    const { scripts } = timelineOf(mechanism, scenarios, end);
    const outcomes = scripts.map(({ caseId, scenario }) => [
      scenario.key,
      outcomeOf(cases.get(caseId)!, fromMillis(end)).claimed,
    ]);
    expect(outcomes).toEqual(scripts.map(({ scenario }) => [scenario.key, scenario.outcome]));
  });

  it('is an exercise in every event, told in the order in which it happened, over ten weeks that end now', () => {
    expect(events.filter(({ metadata }) => (metadata as { exercise?: true }).exercise !== true)).toEqual([]);
    const times = events.map(recordedAt);
    expect(times).toEqual(times.toSorted());
    const [opening = '', closing = ''] = [times[0], times.at(-1)];
    expect(end - toMillis(opening)).toBeLessThan(durationMs('P10W'));
    expect(end - toMillis(opening)).toBeGreaterThan(durationMs('P9W'));
    expect(end - toMillis(closing)).toBeLessThan(durationMs('PT12H'));
    expect(toMillis(closing)).toBeLessThanOrEqual(end);
  });

  it('leaves no deadline to be missed at once, and two days at least until the next', () => {
    const running = [...cases.values()].filter(
      (view) => view.deadline && outcomeOf(view, fromMillis(end)).claimed === 'open',
    );
    expect(running.length).toBeGreaterThanOrEqual(4);
    const soonest = Math.min(...running.map(({ deadline }) => toMillis(deadline!.due)));
    expect(soonest - end).toBeGreaterThan(durationMs('P2DT12H'));
    const overdue = [...cases.values()].filter((view) =>
      overlaysOf(view, fromMillis(end)).includes('Overdue'),
    );
    expect(overdue.filter(({ deadlineMissedAt }) => deadlineMissedAt === null)).toEqual([]);
  });

  it('shows the variety that a board must bear', () => {
    const all = [...cases.values()];
    const overlays = new Set(all.flatMap((view) => overlaysOf(view, fromMillis(end))));
    for (const overlay of [
      'Overdue',
      'Contested',
      'StruckInstead',
      'Withdrawn',
      'Superseded',
      'ActedBeforeAdmission',
      'NotificationOutstanding',
      'Exercise',
    ])
      expect(overlays).toContain(overlay);
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(7);
    expect(new Set(all.map(({ requestedAction }) => requestedAction)).size).toBe(8);
    expect(new Set(all.map(({ grade }) => grade.scheme)).size).toBe(3);
    expect(new Set(all.map(({ marking }) => marking?.tlp ?? 'unmarked')).size).toBe(5);
    expect(new Set(all.map(({ place }) => place.format)).size).toBe(5);
    const strikes = new Set(all.flatMap((view) => view.strikes.map(({ status }) => status)));
    expect(strikes).toEqual(new Set(['notified', 'admitted', 'denied']));
    expect(new Set(all.map(({ state }) => state))).toEqual(
      new Set([
        'Draft',
        'Delivered',
        'Acknowledged',
        'Admitted',
        'Returned',
        'Inadmissible',
        'ActionClaimed',
        'Closed',
      ]),
    );
    expect(new Set(all.map(({ reference }) => reference)).size).toBe(all.length);
  });

  it('counts the same when the two parties change places', async () => {
    const [first, second] = mechanism.parties;
    const swapped = await views(await told({ ...mechanism, parties: [second, first] }));
    const at = fromMillis(end);
    expect(scorecard([...swapped.values()], at)).toEqual(scorecard([...cases.values()], at));
  });
});

/** Fails once after so many appends: before the append, or after it, when it was stored but nobody heard. */
class FailingStore extends MemoryEventStore {
  private appends = 0;

  constructor(
    private readonly failAt: number,
    private readonly stored: boolean,
  ) {
    super();
  }

  override async append(...args: Parameters<MemoryEventStore['append']>) {
    const fails = ++this.appends === this.failAt;
    if (fails && !this.stored) throw new StoreUnavailable('killed');
    const result = await super.append(...args);
    if (fails) throw new StoreUnavailable('killed');
    return result;
  }
}

describe('a demonstration that a kill interrupts', () => {
  const story = { mechanism, scenarios };
  let ids: string[];
  beforeAll(async () => {
    ids = (await ledger(await told())).map(({ id }) => id);
  });

  const interruptions = Array.from({ length: 12 }, (_, index) => 1 + index * 20);
  it.each(interruptions)('is completed to the same ledger (append %i)', async (failAt) => {
    const store = new FailingStore(failAt, failAt % 40 === 1);
    await expect(told(mechanism, store)).rejects.toThrow('killed');
    const later = end + durationMs('PT5H');
    const recovered = await endOfStory(store, story, later);
    expect(recovered).toBe((await ledger(store)).length === 0 ? later : end);
    await told(mechanism, store);
    expect((await ledger(store)).map(({ id }) => id)).toEqual(ids);
    expect(await endOfStory(store, story, later)).toBeNull();
  });

  it('stops between two orders when the worker is told to end', async () => {
    const store = new MemoryEventStore();
    const abort = new AbortController();
    const report = (done: number) => {
      if (done >= 50) abort.abort();
    };
    await tell(story, { store, codec }, { end, signal: abort.signal, report });
    const half = (await ledger(store)).map(({ id }) => id);
    expect(half).toEqual(ids.slice(0, half.length));
    expect(half.length).toBeLessThan(ids.length / 2);
  });
});

describe('a ledger that is somebody’s own', () => {
  const story = { mechanism, scenarios };
  const foreign = {
    id: '1c5c1f6e-0f2b-4b5e-8d0c-6d3f5a1d9b10',
    type: 'Anything',
    contentType: 'application/json',
  };
  const append = (store: EventStore) =>
    store.append(
      'other',
      [{ ...foreign, contentType: 'application/json', data: {}, metadata: {} }],
      'no_stream',
    );

  it('gets no demonstration', async () => {
    const store = new MemoryEventStore();
    await append(store);
    expect(await endOfStory(store, story, end)).toBeNull();
  });

  it('is not gone on with once people wrote into it', async () => {
    const store = new FailingStore(30, true);
    await expect(told(mechanism, store)).rejects.toThrow('killed');
    await append(store);
    expect(await endOfStory(store, story, end)).toBeNull();
  });
});
