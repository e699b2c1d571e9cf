import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore, RecordedEvent } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { ApiClient } from '../faults/api-client';
import { System } from '../faults/system';

const second = 1_000;

/** Releases a share that falls due after two seconds; answers its stream and when it falls due. */
async function release(system: System, store: EventStore): Promise<{ stream: string; due: number }> {
  const client = new ApiClient(system.url);
  const { id } = await client.write({
    persona: 'af.sharer',
    path: '/v1/shares',
    body: {
      kind: 'hideout',
      place: { input: '30.930, 68.520', radiusM: 500, name: 'Exercise area' },
      believed: 'Lights in a walled compound, exercise.',
      requestedAction: 'search',
      deadline: 'PT2S',
      hold: { beyondDeadline: 'P3D', reserved: [] },
      grade: { scheme: 'admiralty', reliability: 'C', credibility: '3' },
    },
  });
  await client.write({ persona: 'af.approver', path: `/v1/shares/${id}/approval` });
  const stream = `share-${id}`;
  const [set] = await ofType(store, stream, 'DeadlineSet');
  return { stream, due: Date.parse((set?.data as { due: string }).due) };
}

async function ofType(store: EventStore, stream: string, type: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream)) if (event.type === type) events.push(event);
  return events;
}

/** When the misses of a case were recorded, a good while after its deadline. */
async function misses(store: EventStore, { stream }: { stream: string }): Promise<number[]> {
  const giveUp = Date.now() + 10 * second;
  while ((await ofType(store, stream, 'DeadlineMissed')).length === 0 && Date.now() < giveUp) await pause(20);
  await pause(second);
  const events = await ofType(store, stream, 'DeadlineMissed');
  return events.map(({ metadata }) => Date.parse((metadata as { recordedAt: string }).recordedAt));
}

describe.each([1, 2])('a deadline of two seconds, with %i worker(s)', (workers) => {
  let system: System;
  let store: EventStore;
  beforeAll(async () => {
    system = await System.start({ workers });
    store = eventStoreDb(system.connectionString);
  }, 180_000);
  afterAll(async () => {
    await store.close();
    await system.remove();
  }, 120_000);

  it('is missed within a second, once', async () => {
    const released = await release(system, store);
    const recorded = await misses(store, released);
    expect(recorded).toHaveLength(1);
    expect(recorded[0]! - released.due).toBeGreaterThanOrEqual(0);
    expect(recorded[0]! - released.due).toBeLessThan(second);
  }, 120_000);

  it('is missed once although everything was killed across it, within a second of the new start', async () => {
    const released = await release(system, store);
    await system.killAll();
    expect(Date.now()).toBeLessThan(released.due);
    await pause(released.due + second - Date.now());
    await system.startAll();
    const started = Date.now();
    const recorded = await misses(store, released);
    expect(recorded).toHaveLength(1);
    expect(recorded[0]! - released.due).toBeGreaterThanOrEqual(second);
    expect(recorded[0]! - started).toBeLessThan(second);
  }, 180_000);
});

describe('two workers, one of which is killed just before a deadline', () => {
  let system: System;
  let store: EventStore;
  beforeAll(async () => {
    system = await System.start({ workers: 2 });
    store = eventStoreDb(system.connectionString);
  }, 180_000);
  afterAll(async () => {
    await store.close();
    await system.remove();
  }, 120_000);

  // One of the two rounds kills the worker at work, the other the one that stands by.
  it.each([0, 1])(
    'still misses it within a second, once (worker %i)',
    async (index) => {
      const released = await release(system, store);
      await pause(released.due - 300 - Date.now());
      await system.workers[index]?.kill();
      const recorded = await misses(store, released);
      expect(recorded).toHaveLength(1);
      expect(recorded[0]! - released.due).toBeLessThan(second);
      await system.workers[index]?.start();
    },
    30_000,
  );
});
