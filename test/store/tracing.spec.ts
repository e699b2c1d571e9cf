import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { spanIdOf } from '../../libs/runtime/src/telemetry/trace-ids';
import {
  type NodeProcess,
  spawnNode,
  spawnToEnd,
  temporaryFolder,
} from '../../libs/store-node/test/node-process';
import { otlpReceiver, type ReceivedSpan } from '../support/otlp-receiver';
import { Follower } from './load/follower';
import { appendOptions, batchPart, call, openSession, statusOf } from './load/raw-client';

jest.setTimeout(120_000);

const trace = '0af7651916cd43dd8448eb211c80319c';
const caller = 'b7ad6b7169203331';

describe('what a store node tells of its work', () => {
  const folder = temporaryFolder();
  let traces: Awaited<ReturnType<typeof otlpReceiver>>;
  let node: NodeProcess;
  let session: ClientHttp2Session;
  let client: EventStoreDBClient;

  beforeAll(async () => {
    traces = await otlpReceiver();
    node = await spawnNode({
      database: join(folder.path, 'events.db'),
      env: { MIZAN_OTLP_ENDPOINT: traces.endpoint, NODE_DEBUG: 'module' },
    });
    session = await openSession(node.port);
    client = EventStoreDBClient.connectionString(node.connectionString);
  });
  afterAll(async () => {
    await traces.stop();
    folder.remove();
  });

  it('is the end of the trace that recorded the event, as its metadata says', async () => {
    const [correlationId, commandId] = [randomUUID(), randomUUID()];
    const metadata = { correlationId, commandId };
    const event = jsonEvent({ type: 'Told', data: { canary: 'CANARY-DATA' }, metadata });
    await client.appendToStream('told', [event, jsonEvent({ type: 'Told', data: {} })]);
    const span = await traces.span(({ name }) => name === 'store append');
    expect([span.traceId, span.parentSpanId, span.kind, span.service]).toEqual([
      correlationId.replaceAll('-', ''),
      spanIdOf(commandId),
      2,
      'mizan-store',
    ]);
    expect(attributesOf(span)).toEqual({
      'rpc.system': 'grpc',
      'rpc.grpc.status_code': 0,
      'mizan.stream': 'told',
      'mizan.events': 2,
      'mizan.outcome': 'written',
    });
  });

  it('is an append that was refused for its revision, without being a failure', async () => {
    const again = client.appendToStream('told', jsonEvent({ type: 'Told', data: {} }), {
      expectedRevision: NO_STREAM,
    });
    await expect(again).rejects.toThrow();
    const span = await traces.span((one) => attributesOf(one)['mizan.outcome'] === 'conflict');
    expect([span.parentSpanId ?? '', attributesOf(span)['mizan.events']]).toEqual(['', 0]);
    expect(span.status?.code ?? 0).toBe(0);
  });

  const traced = (flags: string) => ({ traceparent: `00-${trace}-${caller}-${flags}` });

  it('goes on with the trace context that a caller sends', async () => {
    const append = call(session, 'Append', traced('01'));
    append.end(appendOptions('empty'));
    await statusOf(append);
    const batch = call(session, 'BatchAppend', traced('01'));
    batch.write(batchPart({ stream: 'batched', bytes: 10, isFinal: true }));
    batch.resume();
    for (const stream of ['empty', 'batched']) {
      const span = await traces.span((one) => attributesOf(one)['mizan.stream'] === stream);
      expect([span.traceId, span.parentSpanId]).toEqual([trace, caller]);
    }
    batch.close();
  });

  it('says nothing of what its caller does not want traced', async () => {
    const unwanted = call(session, 'Append', traced('00'));
    unwanted.end(appendOptions('unwanted'));
    await statusOf(unwanted);
    const wanted = call(session, 'Append', traced('01'));
    wanted.end(appendOptions('wanted'));
    await statusOf(wanted);
    await traces.span((one) => attributesOf(one)['mizan.stream'] === 'wanted');
    expect(traces.text()).not.toContain('unwanted');
  });

  it('is a read, with how much it gave', async () => {
    const read = client.readStream('told', { fromRevision: START });
    for await (const { event } of read) expect(event?.type).toBe('Told');
    const span = await traces.span(({ name }) => name === 'store read');
    expect(attributesOf(span)).toMatchObject({
      'mizan.stream': 'told',
      'mizan.events': 2,
      'mizan.direction': 'forwards',
    });
  });

  it('is a subscription until it is live, to a stream or to everything', async () => {
    const followers = [new Follower(session, 'told'), new Follower(session, undefined)];
    await Promise.all(followers.map(({ caughtUp }) => caughtUp));
    for (const stream of ['told', '$all']) {
      const fits = (one: ReceivedSpan) =>
        one.name === 'store subscribe' && attributesOf(one)['mizan.stream'] === stream;
      expect(attributesOf(await traces.span(fits))).toMatchObject({
        'mizan.events': 0,
        'rpc.grpc.status_code': 0,
      });
    }
  });

  it('is a deletion, a tombstone, and what fails on them', async () => {
    await client.deleteStream('told');
    await client.tombstoneStream('told');
    await expect(client.appendToStream('told', jsonEvent({ type: 'Told', data: {} }))).rejects.toThrow();
    for (const name of ['store delete', 'store tombstone'])
      expect(attributesOf(await traces.span((one) => one.name === name))['mizan.stream']).toBe('told');
    const refused = await traces.span((one) => attributesOf(one)['mizan.outcome'] === 'deleted');
    expect(attributesOf(refused)['rpc.grpc.status_code']).toBe(9);
  });

  it('is sent to the last when the node ends, and holds nothing of any event', async () => {
    const open = call(session, 'Append');
    open.write(appendOptions('left-open'));
    await statusOf(call(session, 'Nothing').end());
    await client.dispose();
    node.child.kill('SIGTERM');
    const { code, stderr } = await node.ended;
    const span = traces.spans.find((one) => attributesOf(one)['mizan.stream'] === 'left-open');
    expect([code, span?.status?.code, stderr.includes('opentelemetry')]).toEqual([0, 2, true]);
    expect(traces.text()).not.toContain('CANARY');
  });
});

describe('a store node that nobody asked for traces', () => {
  it('loads nothing for them', async () => {
    const folder = temporaryFolder();
    const env = { NODE_DEBUG: 'module', MIZAN_OTLP_ENDPOINT: '', OTEL_EXPORTER_OTLP_ENDPOINT: '' };
    const node = await spawnNode({ database: join(folder.path, 'events.db'), env });
    node.child.kill('SIGTERM');
    const { stderr } = await node.ended;
    folder.remove();
    expect(stderr).toContain('store-node');
    expect(stderr).not.toMatch(/opentelemetry|libs\/runtime/);
  });

  it('does not start with the address of no collector', async () => {
    const env = { MIZAN_OTLP_ENDPOINT: 'collector:4318' };
    const { code, stderr } = await spawnToEnd({ database: ':memory:', env });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^MIZAN_OTLP_ENDPOINT is "collector:4318"/)]);
  });
});

function attributesOf({ attributes = [] }: ReceivedSpan): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));
}
