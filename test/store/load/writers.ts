import { setTimeout as pause } from 'node:timers/promises';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type ClientHttp2Session, constants } from 'node:http2';
import { FrameParser } from '../../../libs/store-node/src/wire/frames';
import { BatchLine } from './batch-line';
import { Follower } from './follower';
import type { LoadCase } from './load-case';
import { batchPart, call, openSession, statusOf, subscription } from './raw-client';

const CONNECTIONS = 32;
const IN_FLIGHT = 32;
const FLOOD_MS = 8000;

export const flood: LoadCase = {
  name: `a flood of appends from ${String(CONNECTIONS)} connections, ${String(IN_FLIGHT)} in flight on each`,
  boundMegabytes: 200,
  run: async (node) => {
    const sessions = await Promise.all(Array.from({ length: CONNECTIONS }, () => openSession(node.port)));
    const lines = sessions.map(
      (session, index) => new BatchLine(session, `flood-${String(index)}`, IN_FLIGHT),
    );
    await pause(FLOOD_MS);
    for (const line of lines) line.stop();
    const acknowledged = lines.reduce((sum, line) => sum + line.acknowledged.length, 0);
    const refused = lines.reduce((sum, line) => sum + line.refused, 0);
    const starved = lines.filter((line) => line.acknowledged.length === 0).length;
    for (const session of sessions) session.destroy();
    return {
      words: `${String(acknowledged)} acknowledged (${((acknowledged * 1000) / FLOOD_MS).toFixed(0)} a second), ${String(refused)} refused, ${String(starved)} connections without any`,
      isSound: acknowledged > 0 && starved === 0,
    };
  },
};

const CALLS = 100;

export const callsPerConnection: LoadCase = {
  name: `${String(CALLS)} calls on one connection`,
  boundMegabytes: 50,
  run: async (node) => {
    const session = await openSession(node.port);
    const announced = session.remoteSettings.maxConcurrentStreams;
    const followers = Array.from({ length: CALLS - 1 }, () => new Follower(session, undefined));
    await Promise.all(followers.map((follower) => follower.caughtUp));
    const last = call(session, 'Read');
    last.end(subscription());
    await new Promise((resolve) => last.once('response', resolve));
    // One more has to wait; it gets the place of one that ends, or is sent away if it comes in the same packet.
    const waiting = call(session, 'Read');
    waiting.end(subscription());
    const settled = statusOf(waiting);
    let begun = false;
    void settled.then(() => (begun = true));
    await pause(500);
    const waited = !begun;
    last.close(constants.NGHTTP2_CANCEL);
    // This client sends what waited for a place only when it has something else to send.
    const nudge = setInterval(() => session.ping(() => undefined), 100);
    await settled;
    clearInterval(nudge);
    waiting.close(constants.NGHTTP2_CANCEL);
    await pause(200);
    const next = new Follower(session, undefined);
    await next.caughtUp;
    session.destroy();
    return {
      words: `${String(announced)} are announced and served at once; one more ${waited ? 'waited for a place' : 'did not wait'}`,
      isSound: announced === CALLS && waited,
    };
  },
};

const PART_BYTES = 50_000;
const UNFINISHED_MS = 8000;

/** Parts that promise more and never send it, as fast as they are taken. */
export const unfinishedBatches: LoadCase = {
  name: 'batch appends that are never finished, from 8 connections',
  boundMegabytes: 450,
  run: async (node) => {
    const sessions = await Promise.all(Array.from({ length: 8 }, () => openSession(node.port)));
    const counts = await Promise.all(sessions.map((session) => neverFinish(session)));
    const sent = counts.reduce((sum, one) => sum + one.sent, 0);
    const timeouts = counts.reduce((sum, one) => sum + one.timeouts, 0);
    const refusals = counts.reduce((sum, one) => sum + one.refusals, 0);
    for (const session of sessions) session.destroy();
    return {
      words: `${String(sent)} begun (${((sent * PART_BYTES) / 1e6).toFixed(0)} MB), ${String(timeouts)} timed out, ${String(refusals)} refused for want of room`,
      isSound: timeouts > 0,
    };
  },
};

async function neverFinish(session: ClientHttp2Session) {
  const counts = { sent: 0, timeouts: 0, refusals: 0 };
  const stream = call(session, 'BatchAppend');
  const parser = new FrameParser((message) => {
    const code = Number(BatchAppendResp.deserializeBinary(message).getError()?.getCode());
    if (code === 4) counts.timeouts++;
    if (code === 8) counts.refusals++;
  });
  stream.on('data', (chunk: Buffer) => parser.push(chunk));
  const end = performance.now() + UNFINISHED_MS;
  while (performance.now() < end && !stream.destroyed) {
    counts.sent++;
    const room = stream.write(batchPart({ stream: 'never', bytes: PART_BYTES, isFinal: false }));
    if (room) await pause(0);
    else await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), pause(1000)]);
  }
  return counts;
}
