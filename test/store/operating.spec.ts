import { existsSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { copyLedger } from '@mizan/es-eventstoredb';
import { startStoreNodeInWorker } from '@mizan/store-node';
import { typed } from '../../apps/cli/src/testing/typed';
import { spawnNode, temporaryFolder, type NodeProcess } from '../../libs/store-node/test/node-process';
import { callerAs } from '../support/api-client';
import { exampleShare } from '../support/example-share';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// Real processes under load, on a machine that does other things as well.
jest.setTimeout(120_000);

interface Made {
  readonly upTo: number;
  readonly bytes: number;
  readonly verification: { readonly events: number; readonly faults: number };
}

describe('a backup under load', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const running: NodeProcess[] = [];
  const clients: EventStoreDBClient[] = [];

  beforeEach(() => void (folder = temporaryFolder()));
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    for (const node of running.splice(0)) {
      node.child.kill('SIGKILL');
      await node.ended;
    }
    folder.remove();
  });

  async function start(database: string): Promise<EventStoreDBClient> {
    const node = await spawnNode({ database });
    running.push(node);
    const client = EventStoreDBClient.connectionString(node.connectionString);
    clients.push(client);
    return client;
  }

  it('opens in a second node, verifies clean, and holds everything acknowledged before it began', async () => {
    const database = join(folder.path, 'events.db');
    const file = join(folder.path, 'backup.db');
    const client = await start(database);
    const acknowledged: string[] = [];
    let writing = true;
    const writers = Array.from({ length: 32 }, async (_, writer) => {
      while (writing) {
        const event = jsonEvent({ type: 'Loaded', data: { text: 'x'.repeat(900) } });
        await client.appendToStream(`load-${String(writer)}`, event);
        acknowledged.push(event.id);
      }
    });
    while (acknowledged.length < 2000) await new Promise((resolve) => setTimeout(resolve, 10));
    const before = [...acknowledged];
    const { code, out, err } = await typed(['store', 'backup', file, '--db', database, '--json']);
    expect([code, err]).toEqual([0, '']);
    const during = acknowledged.length - before.length;
    writing = false;
    await Promise.all(writers);
    const made = JSON.parse(out) as Made;
    expect(made.verification.faults).toBe(0);

    const second = await start(file);
    const found = new Set<string>();
    for await (const { event } of second.readAll()) found.add(event?.id ?? '');
    expect(before.filter((id) => !found.has(id))).toEqual([]);
    expect(found.size).toBe(made.verification.events);
    // Both nodes run meanwhile: what verifies only reads.
    for (const db of [database, file]) {
      const verified = await typed(['store', 'verify', '--db', db, '--json']);
      expect([verified.code, verified.err]).toEqual([0, '']);
      expect(JSON.parse(verified.out)).toMatchObject({ faults: 0, firstFaults: [] });
    }
    process.stdout.write(
      `backup: ${String(before.length)} appends acknowledged before it began, all there; ${String(made.verification.events)} events in the copy, ${String(during)} more acknowledged while it ran\n`,
    );
  });

  it('overwrites nothing, and leaves nothing half behind', async () => {
    const database = join(folder.path, 'events.db');
    await (await start(database)).appendToStream('a', jsonEvent({ type: 'A', data: {} }));
    const file = join(folder.path, 'backup.db');
    expect((await typed(['store', 'backup', file, '--db', database])).out).toMatch(
      /13 events up to position 13, \d+ bytes, verified\.\n$/,
    );
    const size = statSync(file).size;
    const again = await typed(['store', 'backup', file, '--db', database]);
    expect([again.code, again.err]).toEqual([
      3,
      expect.stringContaining('exists already and was left as it is'),
    ]);
    const nowhere = join(folder.path, 'no', 'such', 'backup.db');
    expect((await typed(['store', 'backup', nowhere, '--db', database])).code).toBe(1);
    expect(statSync(file).size).toBe(size);
    expect(existsSync(`${file}.partial-${String(process.pid)}`)).toBe(false);
    rmSync(file);
    expect((await typed(['store', 'info', '--db', file])).code).toBe(2);
  });

  it('tells what a store holds, also while it runs', async () => {
    const database = join(folder.path, 'events.db');
    const client = await start(database);
    await client.appendToStream('a', [
      jsonEvent({ type: 'A', data: {} }),
      jsonEvent({ type: 'A', data: {} }),
    ]);
    const { code, out } = await typed(['store', 'info', '--db', database, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ format: 3, running: true, events: 14, lastPosition: 14 });
    const [node] = running;
    node?.child.kill('SIGTERM');
    expect((await node?.ended)?.code).toBe(0);
    const ended = await typed(['store', 'info', '--db', database, '--json']);
    expect(JSON.parse(ended.out)).toMatchObject({ running: false, events: 14, lastPosition: 14 });
  });

  it('tells a copy that was cut off from a whole one, and what became of the index', async () => {
    const database = join(folder.path, 'events.db');
    const client = await start(database);
    await client.appendToStream('a', [jsonEvent({ type: 'A', data: { words: 'x'.repeat(500) } })]);
    const verified = async (file: string): Promise<unknown> =>
      JSON.parse((await typed(['store', 'verify', '--db', file, '--json'])).out);
    expect(await verified(database)).toMatchObject({ index: 'compared', incompleteBytes: 0, faults: 0 });
    const copy = join(folder.path, 'copy.db');
    expect((await typed(['store', 'backup', copy, '--db', database])).code).toBe(0);
    expect(await verified(copy)).toMatchObject({ index: 'missing', incompleteBytes: 0, events: 13 });
    const { size } = statSync(copy);
    truncateSync(copy, size - 40);
    expect(await verified(copy)).toMatchObject({
      events: 12,
      faults: 0,
      incompleteBytes: expect.any(Number),
    });
    const { out } = await typed(['store', 'verify', '--db', copy]);
    expect(out).toMatch(/Incomplete +the last \d+ bytes are no whole commit/);
    running[0]?.child.kill('SIGTERM');
    await running[0]?.ended;
    truncateSync(database, statSync(database).size - 40);
    const info = await typed(['store', 'info', '--db', database]);
    expect([info.code, info.err]).toEqual([1, expect.stringContaining('its end is lost')]);
  });
});

describe('a ledger copied to another store and back', () => {
  async function exportOf(ledger: Ledger): Promise<string> {
    const authorization = `Bearer ${await ledger.tokenFor('auditor')}`;
    return (await fetch(`${ledger.url}/v1/ledger/events`, { headers: { authorization } })).text();
  }

  it('exports the same lines, byte for byte', async () => {
    const [first, last] = [await startLedger(), await startLedger()];
    const between = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    try {
      const share = await callerAs(first, 'pk.sharer');
      const approve = await callerAs(first, 'pk.approver');
      for (let n = 0; n < 5; n++) {
        const { body } = await share('POST', '/v1/shares', {
          body: exampleShare({ believed: `A fictional group, ${String(n)}.` }),
        });
        expect((await approve('POST', `/v1/shares/${String(body['id'])}/approval`)).status).toBe(200);
      }
      await copyLedger(first.settings.eventStore, between.connectionString);
      await copyLedger(between.connectionString, last.settings.eventStore);
      const text = await exportOf(first);
      expect(text.trimEnd().split('\n').length).toBeGreaterThanOrEqual(30);
      expect(await exportOf(last)).toBe(text);
    } finally {
      await first.stop();
      await last.stop();
      await between.stop();
    }
  });
});
