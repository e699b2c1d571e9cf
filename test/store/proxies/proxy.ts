import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Duplex } from 'node:stream';
import { Random } from '../model/random';
import type { SelfSigned } from '../support/self-signed';

export interface Proxy {
  /** Where clients connect. */
  readonly address: string;
  close(): Promise<void>;
}

/** Takes the TLS off and hands on what is inside. */
export function tlsProxy(port: number, { key, certificate }: SelfSigned): Promise<Proxy> {
  return listen((onConnection) =>
    createTlsServer({ key, cert: certificate, ALPNProtocols: ['h2'] }, (client) => {
      const node = connect(port, '127.0.0.1');
      onConnection(client, node);
      client.pipe(node);
      node.pipe(client);
    }),
  );
}

/** Hands every byte on, but cut into other pieces, some of them late. The same seed cuts the same way. */
export function cuttingProxy(port: number, seed: number): Promise<Proxy> {
  const random = new Random(seed);
  return listen((onConnection) =>
    createServer({ noDelay: true }, (client) => {
      const node = connect({ port, host: '127.0.0.1', noDelay: true });
      onConnection(client, node);
      void cut(client, node, random);
      void cut(node, client, random);
    }),
  );
}

/** Sizes around those of a frame's header, of a small message and of a TCP segment; the large ones keep it going. */
const SIZES = [1, 3, 5, 8, 9, 10, 17, 100, 1448, 4096, 16_384, 65_536, 65_536, 65_536];
const LATE = 0.02;
const LONGEST_DELAY_MS = 4;

async function cut(from: Socket, to: Socket, random: Random): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length;) {
        const end = at + random.pick(SIZES);
        const room = to.write(chunk.subarray(at, end));
        at = end;
        if (random.chance(LATE))
          await new Promise((resolve) => setTimeout(resolve, random.between(0, LONGEST_DELAY_MS)));
        else if (room) await new Promise((resolve) => setImmediate(resolve));
        if (!room) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      }
    }
    to.end();
  } catch {
    to.destroy();
  }
}

async function listen(make: (onConnection: (...ends: Duplex[]) => void) => Server): Promise<Proxy> {
  const ends = new Set<Duplex>();
  const server = make((...pair) => {
    for (const end of pair) {
      ends.add(end);
      end
        .on('error', () => pair.forEach((other) => other.destroy()))
        .once('close', () => {
          ends.delete(end);
          pair.forEach((other) => other.destroy());
        });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      ends.forEach((end) => end.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
