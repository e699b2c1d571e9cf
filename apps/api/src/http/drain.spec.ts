import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { drain } from './drain';

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('draining', () => {
  it('lets an answer under way end', async () => {
    const begun = Promise.withResolvers<void>();
    const { server, url } = await serve((_, response) => {
      begun.resolve();
      setTimeout(() => response.end('whole'), 200);
    });
    const answer = fetch(url).then((response) => response.text());
    await begun.promise;
    await drain(server);
    expect(await answer).toBe('whole');
  });

  it('does not wait for a connection that is kept alive, nor for one that never ends', async () => {
    const { server, url } = await serve((request, response) => {
      if (request.url === '/quick') response.end('done');
    });
    await (await fetch(`${url}/quick`)).text();
    const endless = fetch(`${url}/endless`).then(
      () => 'answered',
      () => 'cut off',
    );
    await once(server, 'request');
    await drain(server, 100);
    expect(await endless).toBe('cut off');
  });
});
