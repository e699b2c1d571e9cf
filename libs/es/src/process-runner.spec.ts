import { describe, expect, it } from '@jest/globals';
import {
  asProjection,
  commandIdOf,
  fireDue,
  type Decoded,
  type Effect,
  type Process,
  type Timer,
  type TimerStore,
} from './index';

type Remind = { readonly about: string };

/** Reacts with the effect that the event's data holds. */
const reminder: Process<Remind> = {
  name: 'reminder',
  version: 1,
  react: (event) => [event.data as Effect<Remind>],
};

function event(position: number, effect: Effect<Remind>): Decoded {
  const metadata = { version: 1, recordedAt: '', commandId: '', correlationId: '', causationId: '' };
  return {
    id: '',
    type: 'Happened',
    data: effect,
    stream: 's',
    revision: 0n,
    position: BigInt(position),
    metadata,
  };
}

class MemoryTimers implements TimerStore {
  readonly timers = new Map<string, Timer>();
  put(timer: Timer): Promise<void> {
    this.timers.set(timer.key, timer);
    return Promise.resolve();
  }
  cancel(_process: string, key: string): Promise<void> {
    this.timers.delete(key);
    return Promise.resolve();
  }
  due(_process: string, now: number): Promise<readonly Timer[]> {
    return Promise.resolve([...this.timers.values()].filter(({ dueAt }) => dueAt <= now));
  }
  done(timer: Timer): Promise<void> {
    if (this.timers.get(timer.key)?.dueAt === timer.dueAt) this.timers.delete(timer.key);
    return Promise.resolve();
  }
}

const at = '2026-01-01T12:00:00.000Z';
const due = Date.parse(at);
const schedule: Effect<Remind> = { effect: 'schedule', key: 'a', at, command: { about: 'a' } };

async function react(
  timers: MemoryTimers,
  events: readonly Decoded[],
  rebuiltUpTo: bigint | null = null,
): Promise<void> {
  const batch = asProjection(reminder, rebuiltUpTo).open(timers);
  for (const each of events) await batch.apply(each);
  await batch.flush();
}

describe('process runner', () => {
  it('keeps an intent until its time, then dispatches it once', async () => {
    const timers = new MemoryTimers();
    const sent: [Remind, string][] = [];
    const parts = (now: number) => ({
      timers,
      clock: { now: () => now },
      dispatch: (command: Remind, id: string) => Promise.resolve(void sent.push([command, id])),
    });
    await react(timers, [event(1, schedule)]);
    expect(await fireDue(reminder, parts(due - 1))).toBe(0);
    expect(await fireDue(reminder, parts(due))).toBe(1);
    expect(await fireDue(reminder, parts(due + 1))).toBe(0);
    expect(sent).toEqual([
      [{ about: 'a' }, commandIdOf({ process: 'reminder', key: 'a', dueAt: due, command: {} })],
    ]);
  });

  it('lets a later event cancel or move an intent', async () => {
    const timers = new MemoryTimers();
    await react(timers, [event(1, schedule), event(2, { effect: 'cancel', key: 'a' })]);
    expect(timers.timers.size).toBe(0);
    await react(timers, [event(3, schedule), event(4, { ...schedule, at: '2026-01-01T13:00:00.000Z' })]);
    expect(await timers.due('reminder', due)).toEqual([]);
  });

  it('keeps a timer whose dispatch failed, and one that was moved while it was dispatched', async () => {
    const timers = new MemoryTimers();
    await react(timers, [event(1, schedule)]);
    const clock = { now: () => due };
    const broken = fireDue(reminder, { timers, clock, dispatch: () => Promise.reject(new Error('down')) });
    await expect(broken).rejects.toThrow('down');
    expect(timers.timers.size).toBe(1);
    const moved = { ...schedule, at: '2026-01-01T13:00:00.000Z' };
    await fireDue(reminder, { timers, clock, dispatch: () => react(timers, [event(2, moved)]) });
    expect([...timers.timers.values()].map(({ dueAt }) => dueAt)).toEqual([due + 3_600_000]);
  });

  it('lets the others fire although one dispatch fails', async () => {
    const timers = new MemoryTimers();
    await react(timers, [event(1, schedule), event(2, { ...schedule, key: 'b', command: { about: 'b' } })]);
    const sent: string[] = [];
    const dispatch = ({ about }: Remind) =>
      about === 'a' ? Promise.reject(new Error('broken')) : Promise.resolve(void sent.push(about));
    await expect(fireDue(reminder, { timers, clock: { now: () => due }, dispatch })).rejects.toThrow(
      'broken',
    );
    expect(sent).toEqual(['b']);
    expect([...timers.timers.keys()]).toEqual(['a']);
  });

  it('sends at once, but not again while history is rebuilt', async () => {
    const send: Effect<Remind> = { effect: 'send', key: 'b', command: { about: 'b' } };
    const timers = new MemoryTimers();
    await react(timers, [event(1, send)], 1n);
    expect(timers.timers.size).toBe(0);
    await react(timers, [event(1, schedule), event(2, send)], 1n);
    expect([...timers.timers.keys()].sort()).toEqual(['a', 'b']);
  });

  it('derives command ids from process, key and due time', () => {
    const timer: Timer = { process: 'reminder', key: 'a', dueAt: due, command: {} };
    const ids = [timer, { ...timer, key: 'b' }, { ...timer, dueAt: 1 }, { ...timer, process: 'other' }].map(
      commandIdOf,
    );
    expect(new Set(ids).size).toBe(4);
    expect(commandIdOf({ ...timer, command: { other: true } })).toBe(ids[0]);
  });
});
