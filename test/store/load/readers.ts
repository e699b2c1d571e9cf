import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { ClientHttp2Session } from 'node:http2';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { Follower } from './follower';
import type { LoadCase } from './load-case';
import { call, openSession, subscription } from './raw-client';
import { holdsWithin } from './wait';

const TOPICS = 10;
const FOLLOWERS = 1000;
const PER_CONNECTION = 50;
const APPENDS = 300;

/** Half of them follow everything, half one of ten streams. */
export const liveSubscriptions: LoadCase = {
  name: `${String(FOLLOWERS)} live subscriptions`,
  boundMegabytes: 200,
  run: async (node) => {
    const sessions = await Promise.all(
      Array.from({ length: FOLLOWERS / PER_CONNECTION }, () => openSession(node.port)),
    );
    const followers = sessions.flatMap((session) => follow(session));
    await Promise.all(followers.map((follower) => follower.caughtUp));
    const begun = performance.now();
    await appendMany(node.connectionString, APPENDS);
    const expected = (one: Follower): number => (one.target === undefined ? APPENDS : APPENDS / TOPICS);
    const complete = await holdsWithin(120, () => followers.every((one) => one.events >= expected(one)));
    const seconds = (performance.now() - begun) / 1000;
    for (const session of sessions) session.destroy();
    const events = followers.reduce((sum, one) => sum + one.events, 0);
    const wanted = followers.reduce((sum, one) => sum + expected(one), 0);
    const outOfOrder = followers.reduce((sum, one) => sum + one.outOfOrder, 0);
    return {
      words: `${String(APPENDS)} appends, ${String(events)} of ${String(wanted)} events received in ${seconds.toFixed(1)} s, ${String(outOfOrder)} out of order`,
      isSound: complete && events === wanted && outOfOrder === 0,
    };
  },
};

function follow(session: ClientHttp2Session): Follower[] {
  return Array.from(
    { length: PER_CONNECTION },
    (_, index) => new Follower(session, index % 2 === 0 ? undefined : topic((index - 1) / 2)),
  );
}

const topic = (index: number): string => `topic-${String(index % TOPICS)}`;

async function appendMany(connectionString: string, count: number, bytes = 1000): Promise<void> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const data = { text: 'x'.repeat(bytes) };
  const append = (index: number): Promise<unknown> =>
    client.appendToStream(topic(index), jsonEvent({ type: 'Loaded', data }));
  for (let done = 0; done < count; done += 10)
    await Promise.all(Array.from({ length: 10 }, (_, index) => append(done + index)));
  await client.dispose();
}

const STALLED_CALLS = 50;
const STALLED_CONNECTIONS = 20;
const LARGE_APPENDS = 400;

/** Some calls stop taking what they asked for, and some connections stop reading at all; others must not feel it. */
export const stalledReaders: LoadCase = {
  name: `${String(STALLED_CALLS)} readers that stop reading, and ${String(STALLED_CONNECTIONS)} connections`,
  boundMegabytes: 150,
  run: async (node) => {
    const slow = await openSession(node.port);
    for (let index = 0; index < STALLED_CALLS; index++) call(slow, 'Read').end(subscription());
    const stalled = await Promise.all(Array.from({ length: STALLED_CONNECTIONS }, () => stall(node.port)));
    const session = await openSession(node.port);
    const follower = new Follower(session, undefined);
    await follower.caughtUp;
    await appendMany(node.connectionString, LARGE_APPENDS, 50_000);
    const served = await holdsWithin(120, () => follower.events === LARGE_APPENDS);
    // Whoever reads nothing does not answer either, and is taken for gone.
    const cut = await holdsWithin(90, () => stalled.every((socket) => socket.closed));
    session.destroy();
    slow.destroy();
    return {
      words: `${String(follower.events)} of ${String(LARGE_APPENDS)} events of 50 KB reached another reader; ${String(stalled.filter(({ closed }) => closed).length)} dead connections were cut`,
      isSound: served && cut,
    };
  },
};

/** A connection that subscribes to everything and then leaves all that comes where it is. */
async function stall(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const pipe = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, () => done()),
  });
  const take = (chunk: Buffer): void => void pipe.push(chunk);
  socket.on('data', take).once('close', () => pipe.destroy());
  pipe.on('error', () => undefined);
  const session = await openSession(port, { createConnection: () => pipe });
  const follower = new Follower(session, undefined);
  await follower.caughtUp;
  // The kernel takes what fits into its buffers; to notice the end, the socket has to be read again at last.
  socket.off('data', take).pause();
  setTimeout(() => socket.resume(), 50_000).unref();
  return socket;
}
