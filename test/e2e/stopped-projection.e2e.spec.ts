import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EventStore, RecordedEvent } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { checkpoints, openReadDatabase } from '@mizan/read-models';
import { databases, readSettings, type Settings } from '@mizan/runtime';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { createApi, type Api } from '../../apps/api/src/create-api';
import { untilSchema } from '../../apps/api/src/until-schema';
import { typed } from '../../apps/cli/src/testing/typed';
import { askToken } from '../support/ask-token';
import { createDatabase, dropDatabase, onPostgres } from '../support/postgres/databases';
import { startProcess, type SourceProcess } from '../support/source-process';

// A worker of its own and a machine that may be busy.
jest.setTimeout(120_000);

/** A delivered share whose data is none: nobody can read it. */
const broken = {
  id: '0b0e0a00-0000-4000-8000-000000000001',
  type: 'ShareDelivered',
  contentType: 'application/json',
  data: { believed: 'CANARY of a record' },
  metadata: {
    version: 1,
    recordedAt: '2026-11-24T00:00:00.000Z',
    commandId: '0b0e0a00-0000-4000-8000-000000000002',
    correlationId: '0b0e0a00-0000-4000-8000-000000000002',
    causationId: '0b0e0a00-0000-4000-8000-000000000002',
  },
} as const;

interface Projection {
  readonly name: string;
  readonly state: string;
  readonly failure: { readonly eventId: string; readonly fingerprint: string } | null;
  readonly skipped: readonly {
    readonly eventId: string;
    readonly reason: string;
    readonly skippedBy: string;
  }[];
}

describe('a projection that an event stops', () => {
  let node: RunningStoreNode;
  let store: EventStore;
  let settings: Settings;
  let worker: SourceProcess;
  let api: Api;
  let example = '';

  beforeAll(async () => {
    node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    const dataDir = await mkdtemp(join(tmpdir(), 'mizan-stopped-'));
    const postgresUrl = onPostgres() ? await createDatabase() : null;
    settings = {
      ...readSettings({}),
      port: 0,
      dataDir,
      eventStore: node.connectionString,
      demo: false,
      postgresUrl,
    };
    store = eventStoreDb(node.connectionString);
    await store.append('share-broken', [broken], 'no_stream');
    worker = await startProcess('worker', settings);
    await untilSchema(settings, () => undefined);
    api = await createApi(settings);
    example = join(dataDir, 'share.json');
    await writeFile(example, (await typed(['share', 'log', '--example'])).out);
  });
  afterAll(async () => {
    await api.close();
    await worker.stop();
    await store.close();
    await node.stop();
    await rm(settings.dataDir, { recursive: true });
    if (settings.postgresUrl !== null) await dropDatabase(settings.postgresUrl);
  });

  const mizan = (...words: string[]) =>
    typed(words.includes('--as') ? words : [...words, '--as', 'operator'], {
      MIZAN_URL: api.url,
      MIZAN_DATA_DIR: settings.dataDir,
    });

  const projection = (...words: string[]) => mizan('projection', ...words);

  async function shown(name: string): Promise<Projection> {
    const { out } = await projection('status', '--json');
    const found = (JSON.parse(out) as Projection[]).find((one) => one.name === name);
    if (!found) throw new Error(out);
    return found;
  }

  /** Once the worker has met the event. */
  async function stopped(name: string): Promise<Projection> {
    for (let left = 300; left > 0; left--) {
      const now = await shown(name);
      if (now.state === 'stopped') return now;
      await pause(100);
    }
    throw new Error(`${name} does not stop.`);
  }

  it('is shown with the event and the error, and found by the doctor with its fingerprint', async () => {
    const { failure } = await stopped('ledger');
    await stopped('cases');
    expect(failure?.eventId).toBe(broken.id);
    const { out } = await projection('status');
    expect(out).toContain(`ledger is stopped at ShareDelivered ${broken.id}, position `);
    expect(out).toContain('data.believed: no such field');
    const { code, out: said } = await mizan('doctor');
    expect(code).toBe(1);
    expect(said).toMatch(
      new RegExp(`PROJECTION_STOPPED: The projection ledger .*${failure?.fingerprint ?? '?'}`),
    );
    console.log(`The doctor named PROJECTION_STOPPED with fingerprint ${failure?.fingerprint ?? '?'}.`);
  });

  it('says what would be done, and does nothing without --yes', async () => {
    for (const words of [
      ['retry', 'ledger'],
      ['skip', 'ledger'],
      ['rebuild', 'ledger'],
    ]) {
      const { code, err } = await projection(...words);
      expect([code, /Nothing was done\.\n.*--yes/.test(err)]).toEqual([2, true]);
    }
    const unknown = await projection('retry', 'nothing', '--yes');
    expect([unknown.code, unknown.err.includes('Name one of cases')]).toEqual([2, true]);
    const { code, err } = await projection('skip', 'ledger', '--yes');
    expect([code, err.includes(`--event ${broken.id} --reason`)]).toEqual([2, true]);
  });

  it('stops again when it is tried again and nothing was mended', async () => {
    const { code, err } = await projection('retry', 'ledger', '--yes');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`ledger stopped again at ShareDelivered ${broken.id}`),
    ]);
    expect((await shown('ledger')).state).toBe('stopped');
  });

  it('does not skip another event than the one it is stopped by', async () => {
    const words = ['--event', '0b0e0a00-0000-4000-8000-00000000000a', '--reason', 'Mistaken.', '--yes'];
    const { code, err } = await projection('skip', 'ledger', ...words);
    expect([code, err]).toEqual([5, expect.stringContaining(`stopped by event ${broken.id}`)]);
  });

  it('goes on without it once an operator says so, which stays on record, also through a rebuild', async () => {
    const words = ['--event', broken.id, '--reason', 'Written by a tool of another kind.', '--yes'];
    for (const name of ['ledger', 'cases', 'incidents', 'deadline']) {
      await stopped(name);
      const { code, err, out } = await projection('skip', name, ...words);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Said by operator at `);
    }
    const rebuilt = await projection('rebuild', 'ledger', '--yes');
    expect([rebuilt.code, rebuilt.err]).toEqual([0, '']);
    expect(await shown('ledger')).toMatchObject({
      state: 'running',
      failure: null,
      skipped: [
        {
          eventId: broken.id,
          reason: words[3],
          skippedBy: 'operator',
          inForce: true,
          eventType: 'ShareDelivered',
        },
      ],
    });
    const again = await projection('retry', 'ledger', '--yes');
    expect([again.code, again.err]).toEqual([3, 'No event has stopped ledger.\nThere is nothing to do.\n']);
  });

  it('goes on leaving it out where it cannot be built with it, and says that somebody withdrew the skip', async () => {
    const words = ['withdraw', 'ledger', '--event', broken.id];
    const asked = await projection(...words);
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('Nothing was done.')]);
    const silent = await projection(...words, '--yes');
    expect([silent.code, silent.err]).toEqual([2, expect.stringContaining('Say --reason TEXT.')]);
    const other = await projection('withdraw', 'ledger', '--event', broken.metadata.commandId, '--yes');
    expect([other.code, other.err]).toEqual([2, expect.stringContaining(`one of ${broken.id}`)]);
    const { code, err } = await projection(...words, '--reason', 'Mended, they say.', '--yes');
    expect([code, err]).toEqual([1, expect.stringMatching(/^Rebuilding ledger failed: .*stopped at/)]);
    const { out } = await projection('status');
    expect(out).toMatch(/Withdrawn by operator at \S+: Mended, they say\.\n {2}Until a rebuild succeeds/);
    const again = await projection(...words, '--reason', 'Again.', '--yes');
    expect([again.code, again.err]).toEqual([3, expect.stringContaining('ledger leaves nothing out')]);
    expect(await shown('ledger')).toMatchObject({ state: 'running', failure: null });
  });

  it('has the event in its rows once its skip was withdrawn', async () => {
    const draft = await mizan('share', 'log', '--file', example, '--as', 'pk.sharer', '--json');
    const { id, reference } = JSON.parse(draft.out) as { id: string; reference: string };
    const [event] = await eventsOf(store, `share-${id}`);
    const db = openReadDatabase(databases(settings).read);
    const failure = {
      eventId: event?.id ?? '',
      eventType: 'IntelligenceDrafted',
      position: event?.position ?? 0n,
    };
    await checkpoints(db).fail('cases', {
      ...failure,
      error: 'Put there by a test.',
      fingerprint: '0123456789ab',
    });
    await db.close();
    const told = ['cases', '--event', failure.eventId, '--reason', 'A fault of the day.', '--yes'];
    const rows = async () => (await mizan('share', 'list', '--as', 'pk.sharer')).out.includes(reference);
    expect((await projection('skip', ...told)).code).toBe(0);
    expect((await projection('rebuild', 'cases', '--yes')).code).toBe(0);
    expect(await rows()).toBe(false);
    const withdrawn = await projection('withdraw', ...told);
    expect([withdrawn.code, withdrawn.err]).toEqual([0, '']);
    expect(await rows()).toBe(true);
    expect((await shown('cases')).skipped).toEqual([
      expect.objectContaining({ eventId: broken.id, inForce: true, withdrawal: null }),
      expect.objectContaining({
        eventId: failure.eventId,
        inForce: false,
        withdrawal: expect.objectContaining({ reason: 'A fault of the day.', withdrawnBy: 'operator' }),
      }),
    ]);
  });

  it('leaves the event out after the worker was started again', async () => {
    await worker.stop();
    worker = await startProcess('worker', settings);
    expect(await shown('ledger')).toMatchObject({ state: 'running', failure: null });
    const token = await askToken(api.url, 'operator');
    const head = await fetch(`${api.url}/health/ready`, { headers: { authorization: `Bearer ${token}` } });
    expect(head.status).toBe(200);
  });
});

async function eventsOf(store: EventStore, stream: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream)) events.push(event);
  return events;
}
