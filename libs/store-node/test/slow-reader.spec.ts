import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type ClientHttp2Session } from 'node:http2';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { frame } from '../src/wire/frames';
import { type NodeProcess, spawnNode, temporaryFolder } from './node-process';

const EVENTS = 12_000;
const SLOW_READERS = 20;
const ALLOWED_GROWTH_MB = 40;

let folder: ReturnType<typeof temporaryFolder>;
let node: NodeProcess;
let client: EventStoreDBClient;

beforeAll(async () => {
  folder = temporaryFolder();
  node = await spawnNode({ database: join(folder.path, 'events.db') });
  client = EventStoreDBClient.connectionString(node.connectionString);
  const data = { text: 'x'.repeat(1000) };
  for (let done = 0; done < EVENTS; done += 500) {
    await client.appendToStream(
      'long',
      Array.from({ length: 500 }, () => jsonEvent({ type: 'Read', data })),
    );
  }
}, 60_000);

afterAll(async () => {
  await client.dispose();
  node.child.kill('SIGKILL');
  await node.ended;
  folder.remove();
});

function residentMegabytes(): number {
  const status = readFileSync(`/proc/${String(node.child.pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function drain(): Promise<number> {
  let events = 0;
  for await (const { event } of client.readAll()) if (event?.streamId === 'long') events++;
  return events;
}

/** Asks for everything and what comes, and never reads the answer. */
async function subscribeAndStall(session: ClientHttp2Session): Promise<void> {
  const { Options } = ReadReq;
  const options = new Options()
    .setAll(new Options.AllOptions().setStart(new Empty()))
    .setSubscription(new Options.SubscriptionOptions())
    .setNoFilter(new Empty())
    .setUuidOption(new Options.UUIDOption().setString(new Empty()));
  const stream = session.request({
    ':method': 'POST',
    ':path': '/event_store.client.streams.Streams/Read',
    'content-type': 'application/grpc',
  });
  stream.on('error', () => undefined);
  stream.end(frame(new ReadReq().setOptions(options).serializeBinary()));
  await once(stream, 'response');
}

describe('readers', () => {
  it('that drain everything leave the memory of the node where it was', async () => {
    expect(await drain()).toBe(EVENTS);
    const before = residentMegabytes();
    for (let round = 0; round < 4; round++) expect(await drain()).toBe(EVENTS);
    const growth = residentMegabytes() - before;
    process.stdout.write(
      `memory: ${before.toFixed(0)} MB after one drain of ${String(EVENTS)} events, ${growth.toFixed(0)} MB more after five\n`,
    );
    expect(growth).toBeLessThan(ALLOWED_GROWTH_MB);
  }, 60_000);

  it('that stop reading slow only themselves down, and fill no memory', async () => {
    const session = connect(`http://127.0.0.1:${String(node.port)}`);
    session.on('error', () => undefined);
    await Promise.all(Array.from({ length: SLOW_READERS }, () => subscribeAndStall(session)));
    const before = residentMegabytes();
    const live = client.subscribeToStream('live');
    await new Promise((resolve) => live.once('caughtUp', resolve));
    const data = { text: 'x'.repeat(1000) };
    for (let done = 0; done < 5000; done += 500) {
      await client.appendToStream(
        'live',
        Array.from({ length: 500 }, () => jsonEvent({ type: 'Read', data })),
      );
    }
    let followed = 0;
    for await (const { event } of live) if (event !== undefined && ++followed === 5000) break;
    expect(await drain()).toBe(EVENTS);
    const growth = residentMegabytes() - before;
    process.stdout.write(
      `memory: ${growth.toFixed(0)} MB more with ${String(SLOW_READERS)} readers that stopped reading\n`,
    );
    expect(growth).toBeLessThan(ALLOWED_GROWTH_MB);
    session.destroy();
  }, 60_000);
});
