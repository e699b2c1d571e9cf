import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientHttp2Session } from 'node:http2';
import { startStoreNode } from '@mizan/store-node';
import { drain } from '../crash/drain';
import { BatchLine } from './batch-line';
import { Follower } from './follower';
import type { LoadCase } from './load-case';
import { appendOptions, call, openSession, statusOf } from './raw-client';

const CONNECTIONS = 32;

/** SIGTERM while appends from 32 connections and 500 subscriptions run. */
export const ending: LoadCase = {
  name: `SIGTERM while ${String(CONNECTIONS)} connections append and 500 subscriptions follow`,
  boundMegabytes: 250,
  run: async (node, database) => {
    const readers = await Promise.all(Array.from({ length: 10 }, () => openSession(node.port)));
    const followers = readers.flatMap((one) => Array.from({ length: 50 }, () => new Follower(one, 'end-0')));
    await Promise.all(followers.map((follower) => follower.caughtUp));
    const writers = await Promise.all(Array.from({ length: CONNECTIONS }, () => openSession(node.port)));
    const lines = writers.map((session, index) => new BatchLine(session, `end-${String(index)}`, 16));
    const open = await openAppend(writers[0] as ClientHttp2Session);
    const goodbyes = [...readers, ...writers].map((session) => once(session, 'goaway'));
    await pause(2000);
    const asked = performance.now();
    node.child.kill('SIGTERM');
    const [openStatus, newStatus] = await Promise.all([
      statusOf(open),
      tryAfter(writers[1] as ClientHttp2Session),
    ]);
    const { code } = await node.ended;
    const seconds = (performance.now() - asked) / 1000;
    await Promise.all([...goodbyes, ...lines.map((line) => line.closed)]);
    const { acknowledged, lost, doubled } = await compare(database, lines);
    return {
      words: `exit ${String(code)} after ${seconds.toFixed(1)} s, GOAWAY on all ${String(goodbyes.length)} connections; a running append: status ${String(openStatus)}, a new call: ${newStatus}; ${String(acknowledged)} acknowledged, ${String(lost)} lost, ${String(doubled)} doubled`,
      isSound:
        code === 0 && seconds < 5 && openStatus === '14' && lost + doubled === 0 && newStatus !== 'served',
      nodeIsGone: true,
    };
  },
};

async function openAppend(session: ClientHttp2Session) {
  const stream = call(session, 'Append');
  stream.write(appendOptions('open'));
  // An answered call proves that the node has seen the one before it.
  await statusOf(call(session, 'Nothing').end());
  return stream;
}

/** A call made once the node says goodbye: HTTP/2 itself refuses it, or the node does with UNAVAILABLE. */
async function tryAfter(session: ClientHttp2Session): Promise<string> {
  await once(session, 'goaway');
  try {
    const status = await statusOf(call(session, 'Nothing').end());
    return status === undefined || status === '14' ? 'refused' : 'served';
  } catch {
    return 'refused';
  }
}

async function compare(database: string, lines: readonly BatchLine[]) {
  const node = await startStoreNode({ database, port: 0 });
  const times = new Map<string, number>();
  for (const { id } of await drain(node.port)) times.set(id, (times.get(id) ?? 0) + 1);
  await node.stop();
  const acknowledged = lines.flatMap((line) => line.acknowledged);
  const lost = acknowledged.filter((id) => !times.has(id)).length;
  const doubled = [...times.values()].filter((count) => count > 1).length;
  return { acknowledged: acknowledged.length, lost, doubled };
}
