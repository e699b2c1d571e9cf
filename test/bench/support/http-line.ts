import { connect, type Socket } from 'node:net';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Lines as they are sent, each with its end. */
  readonly headers: string;
  /** JSON text; none where absent. */
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * One kept connection that asks one thing after the other. Node's own clients cost about as much as what is measured,
 * on a machine where both share two cores; this one knows just what the api answers: a Content-Length or chunks.
 */
export class HttpLine {
  private waiting: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | null = null;
  private received: Buffer = Buffer.alloc(0);
  private socket: Socket | null = null;
  private readonly host: string;

  constructor(private readonly url: URL) {
    this.host = url.host;
  }

  /** Connects where the api has closed the connection meanwhile, as it does with idle ones. */
  async ask({ method, path, headers, body = '' }: HttpRequest): Promise<HttpAnswer> {
    const socket = this.socket ?? (await this.connect());
    const length = method === 'POST' ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : '';
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${this.host}\r\n${headers}${length}\r\n${body}`);
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }));
  }

  close(): void {
    this.waiting = null;
    this.socket?.destroy();
  }

  private async connect(): Promise<Socket> {
    const { hostname, port } = this.url;
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('The api closed the connection.')));
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    this.socket = socket;
    return socket;
  }

  private hear(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const body = bodyOf(head, this.received.subarray(end + 4));
    if (body === null) return;
    const { waiting } = this;
    this.received = Buffer.alloc(0);
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }

  private fail(error: Error): void {
    this.socket = null;
    this.waiting?.reject(error);
    this.waiting = null;
  }
}

/** Null while it is not complete. */
function bodyOf(head: string, rest: Buffer): string | null {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined)
    return rest.length < Number(length) ? null : rest.toString('utf8', 0, Number(length));
  return /\r\ntransfer-encoding: *chunked/i.test(head) ? unchunked(rest) : '';
}

function unchunked(rest: Buffer): string | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = rest.indexOf('\r\n', at);
    if (end < 0) return null;
    const size = Number.parseInt(rest.toString('latin1', at, end), 16);
    if (size === 0) return rest.length < end + 4 ? null : Buffer.concat(parts).toString('utf8');
    parts.push(rest.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
