import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ExchangeWatch } from './exchange-watch';

let watch: ExchangeWatch;

/** What the watch looks at of a request whose body stands still, and its answer; a real one would need a socket for each. */
function standing(content?: Uint8Array) {
  const socket = { bytesRead: 0, bytesWritten: 0, isCut: false, destroy: () => (socket.isCut = true) };
  const request = { socket, headers: {}, complete: false, readableLength: 0, content };
  const response = Object.assign(new EventEmitter(), { writableLength: 0 });
  return {
    request: request as unknown as IncomingMessage,
    response: response as unknown as ServerResponse,
    isCut: () => socket.isCut,
  };
}

describe('the watch over exchanges', () => {
  afterEach(() => watch.stop());

  it.each([0, 1, 2])('goes on with the others when number %d of three has ended', async (ended) => {
    watch = new ExchangeWatch({ look: 5, still: 20, order: 10_000 });
    const exchanges = [standing(), standing(), standing()];
    for (const { request, response } of exchanges) watch.add(request, response);
    exchanges[ended]?.response.emit('close');
    exchanges[(ended + 1) % 3]?.response.emit('close');
    await pause(60);
    expect(exchanges.map(({ isCut }) => isCut())).toEqual([0, 1, 2].map((each) => each === (ended + 2) % 3));
  });

  it('keeps nothing of what has ended, also before the whole heap is collected', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as (how?: { type: 'minor' }) => void;
    watch = new ExchangeWatch();
    collect();
    const before = process.memoryUsage().heapUsed;
    const open: ServerResponse[] = [];
    for (let count = 0; count < 10_000; count++) {
      const { request, response } = standing(new Uint8Array(64));
      watch.add(request, response);
      open.push(response);
      if (open.length > 32) open.shift()?.emit('close');
      if (count % 100 === 0) collect({ type: 'minor' });
    }
    // Kept, they are some 10 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000);
  });
});
