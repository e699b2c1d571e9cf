import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';
import type { ClientHttp2Session } from 'node:http2';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { LoadCase } from './load-case';
import { appendOptions, call, openSession, statusOf } from './raw-client';
import { holdsWithin } from './wait';

/** Most of a message of 15 MiB. One for all, so that this process itself does not stop for seconds to make them. */
const LARGE = Buffer.concat([Buffer.from([0, 0, 0xf0, 0, 0]), Buffer.alloc(10 * 1024 * 1024)]);
const UNFINISHED = 40;

export const beyondLimits: LoadCase = {
  name: `headers and messages beyond limits, and ${String(4 * UNFINISHED)} large requests that never end`,
  boundMegabytes: 450,
  run: async (node) => {
    const headers = await statusOf(
      call(await openSession(node.port), 'Append', { 'x-large': 'x'.repeat(60_000) }),
    );
    const announcing = call(await openSession(node.port), 'Append');
    announcing.write(Buffer.from([0, 1, 16, 0, 0]));
    const message = await statusOf(announcing);
    // The caller's own bound on what it has under way must not be what is measured.
    const greedy = { maxSessionMemory: 2000 };
    const sessions = await Promise.all(Array.from({ length: 4 }, () => openSession(node.port, greedy)));
    const statuses = await Promise.all(sessions.flatMap(neverEnd));
    const counted = (wanted: string | undefined): number =>
      statuses.filter((status) => status === wanted).length;
    const [refused, late, cut] = [counted('8'), counted('late'), counted(undefined)];
    for (const session of sessions) session.destroy();
    const answers = await isServed(node.connectionString);
    return {
      words: `headers of 60 KB: ${headers ?? 'cut off'}; a message over 16 MiB: status ${String(message)}; ${String(refused)} of the requests got status 8, ${String(late)} none in 45 s, ${String(cut)} were cut off; others were served`,
      isSound: headers !== '0' && message === '8' && refused > 0 && cut === 0 && answers,
    };
  },
};

/** Appends that send most of a large message; gives their statuses, `late` for those that are still waited for. */
function neverEnd(session: ClientHttp2Session): Promise<string | undefined>[] {
  return Array.from({ length: UNFINISHED }, async () => {
    const stream = call(session, 'Append');
    stream.write(appendOptions('large'));
    stream.write(LARGE);
    const late = pause(45_000, 'late' as const);
    return Promise.race([statusOf(stream), late]);
  });
}

async function isServed(connectionString: string): Promise<boolean> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const { success } = await client.appendToStream('served', jsonEvent({ type: 'Served', data: {} }));
  await client.dispose();
  return success;
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
const OPEN_HEADERS = Buffer.from([0, 0, 1, 1, 0, 0, 0, 0, 1, 0x83]);
const SOCKETS = 200;

export const halfOpen: LoadCase = {
  name: `${String(SOCKETS)} connections whose other side is gone`,
  boundMegabytes: 50,
  run: async (node) => {
    const sockets = await openSockets(node.port, SOCKETS);
    for (const socket of sockets) socket.write(Buffer.concat([Buffer.from(PREFACE), SETTINGS]));
    return allCut(sockets, node.connectionString);
  },
};

const TEXTS = [
  'GET /ping HTTP/1.1\r\nx-slow: ',
  PREFACE,
  'POST /ping HTTP/1.1\r\ncontent-length: 1000000\r\n\r\n',
];

/** Headers and bodies a byte a second, over HTTP/1.1 and HTTP/2; requests of gRPC are cut after a minute. */
export const slowLoris: LoadCase = {
  name: `slow-loris: ${String(SOCKETS)} connections and 200 requests, a byte a second`,
  boundMegabytes: 60,
  run: async (node) => {
    const sockets = await openSockets(node.port, SOCKETS);
    const stops = sockets.map((socket, index) => {
      if (index % 4 < 3) return dribble(socket, TEXTS[index % 4] ?? '');
      socket.write(Buffer.concat([Buffer.from(PREFACE), SETTINGS, OPEN_HEADERS]));
      return () => undefined;
    });
    const sessions = await Promise.all(Array.from({ length: 4 }, () => openSession(node.port)));
    const calls = sessions.flatMap((session) => Array.from({ length: 50 }, () => call(session, 'Append')));
    for (const stream of calls) stream.write(Buffer.from([0, 0, 0, 1, 0]));
    const trickle = setInterval(() => calls.forEach((one) => one.writable && one.write(Buffer.of(10))), 1000);
    const statuses = Promise.all(calls.map((one) => statusOf(one)));
    const connections = await allCut(sockets, node.connectionString);
    const ended = await statuses;
    clearInterval(trickle);
    stops.forEach((stop) => stop());
    for (const session of sessions) session.destroy();
    const late = ended.filter((status) => status === '4').length;
    return {
      words: `${connections.words}; ${String(late)} of ${String(calls.length)} requests ended with status 4`,
      isSound: connections.isSound && late === calls.length,
    };
  },
};

function openSockets(port: number, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined).resume();
      await once(socket, 'connect');
      return socket;
    }),
  );
}

function dribble(socket: Socket, text: string): () => void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.writable) socket.write(text[at++] ?? 'x');
  }, 1000);
  return () => clearInterval(timer);
}

async function allCut(sockets: readonly Socket[], connectionString: string) {
  const begun = performance.now();
  const others = await isServed(connectionString);
  const cut = await holdsWithin(90, () => sockets.every((socket) => socket.closed));
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const closed = sockets.filter((socket) => socket.closed).length;
  sockets.forEach((socket) => socket.destroy());
  return {
    words: `${String(closed)} of ${String(sockets.length)} connections were cut within ${seconds} s; others were served meanwhile`,
    isSound: cut && others,
  };
}
