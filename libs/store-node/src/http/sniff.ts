import type { Socket } from 'node:net';

/** What every HTTP/2 connection without TLS begins with; no HTTP/1.1 request does. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

export interface Sniffing {
  /** How long the first bytes may take. */
  readonly patienceMs: number;
  readonly hand: (socket: Socket, protocol: 'http1' | 'http2') => void;
}

/** Tells from a connection's first bytes, however they are split, which protocol it speaks, and hands it on unread. */
export function sniff(socket: Socket, { patienceMs, hand }: Sniffing): void {
  let seen: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const compared = Math.min(seen.length, PREFACE.length);
    const isHttp2 = seen.subarray(0, compared).equals(PREFACE.subarray(0, compared));
    if (isHttp2 && compared < PREFACE.length) return;
    socket.off('data', onData).off('error', onError).pause();
    clearTimeout(timer);
    socket.unshift(seen);
    hand(socket, isHttp2 ? 'http2' : 'http1');
  };
  const onError = (): void => void socket.destroy();
  // Not the socket's own timeout: each dribbled byte would begin it anew.
  const timer = setTimeout(() => socket.destroy(), patienceMs);
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', onError).on('data', onData);
}
