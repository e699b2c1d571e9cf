import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from 'node:http2';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, MaxAppendSizeExceededError } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type NodeProcess, QUIET, spawnNode, spawnToEnd, temporaryFolder } from './node-process';
import { USAGE } from '../src/run-options';

// Each test starts real processes, several at once on a busy machine.
jest.setTimeout(60_000);

let folder: ReturnType<typeof temporaryFolder>;
let database: string;
const running: NodeProcess[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  database = join(folder.path, 'events.db');
});

afterEach(async () => {
  for (const node of running.splice(0)) {
    node.child.kill('SIGKILL');
    await node.ended;
  }
  folder.remove();
});

async function start(options: Partial<Parameters<typeof spawnNode>[0]> = {}): Promise<NodeProcess> {
  const node = await spawnNode({ database, ...options });
  running.push(node);
  return node;
}

const event = (data: unknown = {}) => jsonEvent({ type: 'Tested', data: { data } });

async function count(client: EventStoreDBClient, stream: string): Promise<number> {
  let events = 0;
  for await (const one of client.readStream(stream)) events += one.event === undefined ? 0 : 1;
  return events;
}

describe('a process that cannot start', () => {
  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ended = await spawnToEnd({ database, port });
    other.close();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe(
      `Port ${String(port)} on 127.0.0.1 is in use. Stop the program that holds it, or choose another port with --port.\n`,
    );
  });

  it('says that another process has the file, which goes on undisturbed', async () => {
    const first = await start();
    const ended = await spawnToEnd({ database });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('Another process has the event store');
    const client = EventStoreDBClient.connectionString(first.connectionString);
    await client.appendToStream('a', event());
    expect(await count(client, 'a')).toBe(1);
    await client.dispose();
  });

  it('says that the file is damaged', async () => {
    writeFileSync(database, Buffer.alloc(20_000, 'x'));
    const ended = await spawnToEnd({ database });
    expect([ended.code, ended.stderr]).toEqual([
      1,
      expect.stringContaining('and was not served. Move the file away'),
    ]);
  });

  it('says that the folder cannot be made', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const ended = await spawnToEnd({ database: join(folder.path, 'file', 'events.db') });
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('Cannot create the folder')]);
  });

  it('listens elsewhere only when told in so many words, and then says what that means', async () => {
    const refused = await spawnToEnd({ database, args: ['--host', '0.0.0.0'] });
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('The event store has no users and no TLS of its own: whoever reaches 0.0.0.0'),
    ]);
    const node = await start({ args: ['--host', '0.0.0.0', '--insecure'] });
    node.child.kill('SIGTERM');
    expect((await node.ended).stderr).toContain('without users and without TLS');
  });

  it('explains wrong arguments and settings', async () => {
    const ended = await spawnToEnd({ database, port: 99_999 });
    expect([ended.code, ended.stderr]).toEqual([
      2,
      `--port must be a whole number from 0 to 65535, not 99999.\n${USAGE}\n`,
    ]);
    const unknown = await spawnToEnd({ database, args: ['--prot', '2'] });
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringMatching(/^Unknown option '--prot'.*\nUsage: mizan store /),
    ]);
  });

  it.each(['1MB', '0', '16777217'])('refuses to take appends of %s', async (size) => {
    const env = { EVENTSTORE_MAX_APPEND_SIZE: size };
    const reason = `EVENTSTORE_MAX_APPEND_SIZE must be a whole number from 1 to 16777216, not ${size}.\n`;
    const alone = await spawnToEnd({ database, env });
    expect([alone.code, alone.stderr]).toEqual([2, `${reason}${USAGE}\n`]);
    // A launcher quotes the last line.
    const kept = await spawnToEnd({ database, env, ipc: true });
    expect([kept.code, kept.stderr]).toEqual([2, reason]);
  });
});

describe('a running process', () => {
  it('honours EVENTSTORE_MAX_APPEND_SIZE', async () => {
    const node = await start({ env: { EVENTSTORE_MAX_APPEND_SIZE: '1000' } });
    const client = EventStoreDBClient.connectionString(node.connectionString);
    await client.appendToStream('a', event('x'.repeat(900)));
    await expect(client.appendToStream('a', event('x'.repeat(1000)))).rejects.toBeInstanceOf(
      MaxAppendSizeExceededError,
    );
    await client.dispose();
  });

  it('gives Prometheus its figures when they are switched on, and only then', async () => {
    const quiet = await start();
    expect((await fetch(`http://127.0.0.1:${String(quiet.port)}/metrics`)).status).toBe(404);
    const node = await start({ database: join(folder.path, 'counted.db'), args: ['--metrics'] });
    const client = EventStoreDBClient.connectionString(node.connectionString);
    await client.appendToStream('a', [event(), event()]);
    expect(await count(client, 'a')).toBe(2);
    const answer = await fetch(`http://127.0.0.1:${String(node.port)}/metrics`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const figures = new Map(
      (await answer.text())
        .split('\n')
        .filter((line) => /^mizan/.test(line))
        .map((line) => line.split(' ') as [string, string]),
    );
    expect(figures.get('mizan_store_events_written_total')).toBe('14');
    expect(figures.get('mizan_store_events_read_total')).toBe('2');
    expect(figures.get('mizan_store_writes_total{outcome="written"}')).toBe('13');
    expect(figures.get('mizan_store_commit_seconds_bucket{le="+Inf"}')).toBe('2');
    expect(figures.get('mizan_store_last_position')).toBe('14');
    expect(figures.get('mizan_store_open_connections')).toBe('2');
    await client.dispose();
  });

  it('tells its owner that it is ready, and ends with it', async () => {
    const node = await spawnNode({ database, ipc: true });
    const [message] = (await once(node.child, 'message')) as [unknown];
    expect(message).toEqual({ ready: true, port: node.port });
    node.child.disconnect();
    expect(await node.ended).toEqual({ code: 0, signal: null, stderr: expect.stringMatching(QUIET) });
  });

  it('refuses appends on a full disk, stores nothing half, and keeps serving', async () => {
    const limited = await start({ before: 'ulimit -f 1500;' });
    const client = EventStoreDBClient.connectionString(limited.connectionString);
    let acknowledged = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await client.appendToStream('full', [event('x'.repeat(50_000)), event('y'.repeat(50_000))]);
        acknowledged += 2;
      }
    };
    await expect(fill()).rejects.toThrow('the disk is full');
    expect(acknowledged).toBeGreaterThan(0);
    expect(await count(client, 'full')).toBe(acknowledged);
    await client.dispose();
    limited.child.kill('SIGTERM');
    expect((await limited.ended).code).toBe(0);
    const roomy = await start();
    const again = EventStoreDBClient.connectionString(roomy.connectionString);
    expect(await count(again, 'full')).toBe(acknowledged);
    await again.appendToStream('full', event());
    expect(await count(again, 'full')).toBe(acknowledged + 1);
    await again.dispose();
  });
});

describe('SIGTERM', () => {
  const open = (session: ClientHttp2Session, method: string): ReturnType<ClientHttp2Session['request']> => {
    const headers = { ':method': 'POST', ':path': `/event_store.client.streams.Streams/${method}` };
    return session.request({ ...headers, 'content-type': 'application/grpc' });
  };

  it('ends open appends as unavailable and open batch appends as cancelled, says goodbye, and exits with 0', async () => {
    const node = await start();
    const session = connect(`http://127.0.0.1:${String(node.port)}`);
    await once(session, 'connect');
    const append = open(session, 'Append');
    const batch = open(session, 'BatchAppend');
    append.write(Buffer.alloc(0));
    batch.write(Buffer.alloc(0));
    // An answered call proves that the node has seen the two before it.
    const ping = open(session, 'Nothing');
    await once(ping, 'response');
    const ends = Promise.all([
      once(append, 'response').then(([headers]) => (headers as IncomingHttpHeaders)['grpc-status']),
      once(batch, 'close').then(() => batch.rstCode),
      once(session, 'goaway').then(() => 'goaway'),
    ]);
    batch.on('error', () => undefined);
    const asked = Date.now();
    node.child.kill('SIGTERM');
    expect(await ends).toEqual(['14', 8, 'goaway']);
    session.destroy();
    expect(await node.ended).toEqual({ code: 0, signal: null, stderr: expect.stringMatching(QUIET) });
    expect(Date.now() - asked).toBeLessThan(5000);
  });

  it('under load keeps every append it acknowledged', async () => {
    const node = await start();
    const client = EventStoreDBClient.connectionString(node.connectionString);
    const acknowledged = new Set<string>();
    const writers = Array.from({ length: 32 }, async (_, writer) => {
      for (;;) {
        const one = event(writer);
        await client.appendToStream(`w-${String(writer)}`, one);
        acknowledged.add(one.id);
      }
    });
    const failures = Promise.allSettled(writers);
    setTimeout(() => node.child.kill('SIGTERM'), 500);
    expect((await node.ended).code).toBe(0);
    await failures;
    const again = await start();
    const reader = EventStoreDBClient.connectionString(again.connectionString);
    const found = new Map<string, number>();
    for await (const { event: one } of reader.readAll())
      found.set(one?.id ?? '', (found.get(one?.id ?? '') ?? 0) + 1);
    expect(acknowledged.size).toBeGreaterThan(0);
    expect([...acknowledged].filter((id) => found.get(id) !== 1)).toEqual([]);
    await reader.dispose();
    await client.dispose();
  });
});
