import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Identity } from '@mizan/access';
import type { Response } from 'express';
import { Problem } from '../http/problem';
import { FeedItem } from './feed-item';
import type { Chunk } from './feed-window';
import { LiveReader, type ReaderParts } from './live-reader';

const identity: Identity = { id: 'tr.cochair', party: 'TR', role: 'co-chair', name: 'Co-chair' };
const endless = { heartbeat: 1_000_000, patience: 1_000_000 };
const wanted = { types: new Set<string>(), caseId: null };

function incident(position: bigint): FeedItem {
  const subject = { kind: 'incident', id: 'i' } as const;
  const recordedAt = '2026-11-24T00:00:00.000Z';
  const about = { type: 'IncidentAlleged', recordedAt, revision: 0n, exercise: true, subject };
  return new FeedItem({ position, ...about, strike: null, cases: [] });
}

/** Hands out the chunks, then waits. */
function feedOf(chunks: Chunk[]): ReaderParts['feed'] {
  return {
    next: async (_position, signal) => {
      const chunk = chunks.shift();
      if (chunk || signal.aborted) return chunk ?? null;
      await once(signal, 'abort');
      return null;
    },
  };
}

describe('a live reader', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** The answer as its reader gets it; `reading` ends with the server's side. */
  async function open(
    changes: Partial<ReaderParts>,
  ): Promise<{ answer: IncomingMessage; over: Promise<void> }> {
    const over = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      const reader = new LiveReader({
        feed: feedOf([]),
        response: response as Response,
        identity,
        identifyAgain: () => Promise.resolve(identity),
        wanted,
        from: 7n,
        times: endless,
        onFault: () => undefined,
        ...changes,
      });
      reader.run().then(over.resolve, over.reject);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const request = get({ host: '127.0.0.1', port, agent: false });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    return { answer, over: over.promise };
  }

  it.each([
    ['is no longer valid', () => Promise.reject(unsigned())],
    ['speaks for somebody else', () => Promise.resolve({ ...identity, role: 'auditor' as const })],
  ])('is sent away at the next heartbeat once its token %s', async (_, identifyAgain) => {
    const { answer, over } = await open({ identifyAgain, times: { ...endless, heartbeat: 20 } });
    const said = await text(answer);
    expect(said).toMatch(/^retry: 2000\nid: 7\n\n: heartbeat\nid: 7\n\nretry: 60000\nevent: bye\n/);
    expect(said).toContain('"code":"IDENTITY_ENDED"');
    await over;
  });

  it('stays when the one who would know does not answer', async () => {
    const failing = { identifyAgain: () => Promise.reject(new Error('unreachable')) };
    const { answer } = await open({ ...failing, times: { ...endless, heartbeat: 10 } });
    let beats = 0;
    for await (const part of answer) {
      beats += String(part).split(': heartbeat').length - 1;
      if (beats >= 3) break;
    }
    expect(beats).toBeGreaterThanOrEqual(3);
  });

  it('is told how far there was nothing for it', async () => {
    const feed = feedOf([{ items: [incident(9n)], upTo: 9n }]);
    const none = { types: new Set(['ShareAdmitted']), caseId: null };
    const { answer } = await open({ feed, wanted: none, times: { ...endless, heartbeat: 10 } });
    let said = '';
    for await (const part of answer) if (/heartbeat\nid: 9\n/.test((said += String(part)))) break;
    expect(said).not.toContain('event:');
  });

  it('is asked for nothing more while it reads nothing, and is cut off then', async () => {
    let taken = 0;
    const feed: ReaderParts['feed'] = {
      next: (position) => {
        taken++;
        const items = Array.from({ length: 1_000 }, (_, at) => incident(position + BigInt(at) + 1n));
        return Promise.resolve({ items, upTo: position + 1_000n });
      },
    };
    const { answer, over } = await open({ feed, times: { ...endless, patience: 300 } });
    await over;
    const before = taken;
    await pause(50);
    expect(taken).toBe(before);
    await expect(text(answer)).rejects.toThrow('aborted');
  });

  it('hears of a fault and when to come again', async () => {
    const faults: unknown[] = [];
    const feed = { next: () => Promise.reject(new Error('no database')) };
    const { answer, over } = await open({ feed, onFault: (error) => faults.push(error) });
    expect(await text(answer)).toContain('retry: 5000\nevent: bye\ndata: {"code":"LIVE_FAULT"');
    await over;
    expect(faults).toEqual([new Error('no database')]);
  });
});

function unsigned(): Problem {
  return new Problem({ code: 'TOKEN_EXPIRED', status: 401, detail: '', remedy: '' });
}
