import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RawClient, READ_AHEAD } from './raw-client';

describe('the connection of the raw client', () => {
  const server = createServer();
  beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it('lets the store send ahead', async () => {
    const { port } = server.address() as AddressInfo;
    const client = RawClient.connect(`esdb://127.0.0.1:${port}?tls=false`);
    const windows = new Promise((resolve) => {
      server.on('session', (session) => {
        // The window of the whole connection is raised once both sides have told their settings.
        session.on('remoteSettings', ({ initialWindowSize }) =>
          setTimeout(() => resolve([initialWindowSize, session.state.remoteWindowSize]), 200),
        );
        session.on('stream', (stream) => stream.close());
      });
    });
    const reading = (async () => {
      for await (const event of client.readRawAll('start')) expect(event).toBeUndefined();
    })().catch(() => undefined);
    expect(await windows).toEqual([READ_AHEAD, READ_AHEAD]);
    await client.dispose();
    await reading;
  });
});
