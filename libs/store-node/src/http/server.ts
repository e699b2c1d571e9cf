import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer as createListener, type AddressInfo, type Server, type Socket } from 'node:net';
import { metricsText } from '../operate/metrics';
import { StoreFault } from '../storage/faults';
import type { NodeContext } from '../streams/context';
import type { Member } from '../wire/node-replies';
import { Budget } from './budget';
import { GrpcCall } from './grpc-call';
import { Heartbeat } from './heartbeat';
import { CONNECTION_WINDOW, HTTP2_SETTINGS, LIMITS, type Limits, SESSION_MEGABYTES } from './limits';
import { type Method, methodsOf, unimplemented } from './methods';
import { answerPlain, type Asked } from './routes';
import { sniff } from './sniff';
import { GrpcError, Status } from './status';

/** How long connections get to take their last bytes when the node stops. */
const FAREWELL_MS = 1500;

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly instance: string;
  readonly context: NodeContext;
  /** Whether `GET /metrics` is answered. */
  readonly metrics: boolean;
  /** LIMITS unless given. */
  readonly limits?: Limits;
}

/** One port for gRPC (HTTP/2 without TLS) and plain HTTP (1.1 and 2). */
export class NodeServer {
  private readonly listener: Server;
  private readonly http2: Http2Server;
  private readonly http1 = createHttp1((request, response) => this.plainHttp1(request, response));
  private readonly sockets = new Set<Socket>();
  private readonly sessions = new Set<ServerHttp2Session>();
  /** What the unfinished requests of each connection may keep in memory. */
  private readonly budgets = new WeakMap<Http2Session, Budget>();
  private readonly budget: Budget;
  private readonly limits: Limits;
  private readonly heartbeat: Heartbeat;
  private readonly calls = new Set<GrpcCall>();
  private methods: ReadonlyMap<string, Method> = new Map();
  private stopping = false;
  private gone: Promise<void> | undefined;

  constructor(private readonly options: ServerOptions) {
    this.limits = options.limits ?? LIMITS;
    this.budget = new Budget(this.limits.heldInAll);
    // Callers cancel reads all the time; the default guard against resets would cut them off.
    this.http2 = createHttp2({
      settings: HTTP2_SETTINGS,
      maxSessionMemory: SESSION_MEGABYTES,
      streamResetBurst: 100_000,
      streamResetRate: 10_000,
      // A place is free only a moment after a call was cancelled; a new call in the same packet is refused until then.
      // By default a hundred of these, over days, would end the connection with all its calls.
      maxSessionRejectedStreams: 100_000,
    });
    this.http2.on('session', (session) => this.greet(session));
    this.http2.on('stream', (stream, headers) => this.accept(stream, headers));
    this.listener = createListener({ noDelay: true }, (socket) => this.connect(socket));
    this.listener.maxConnections = this.limits.connections;
    this.heartbeat = new Heartbeat(this.sessions, this.limits);
  }

  /** Binds the port; gives the one bound. Throws StoreFault when it is taken. */
  async listen(): Promise<number> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.listener.once('error', (error) => reject(cannotListen(error, host, port)));
      this.listener.listen(port, host, resolve);
    });
    const bound = (this.listener.address() as AddressInfo).port;
    this.methods = methodsOf(this.memberAt(bound));
    return bound;
  }

  /** Takes no more connections and calls; those that run go on. */
  refuse(): void {
    this.stopping = true;
    this.gone = new Promise<void>((resolve) => this.listener.close(() => resolve()));
  }

  /** Ends every call, says goodbye on every connection, and waits until they are gone, but not long. */
  async stop(): Promise<void> {
    this.heartbeat.stop();
    for (const call of this.calls) call.onStop();
    for (const session of this.sessions) session.close();
    const timer = setTimeout(() => this.sockets.forEach((socket) => socket.destroy()), FAREWELL_MS);
    await this.gone;
    clearTimeout(timer);
  }

  private memberAt(port: number): Member {
    const { host, instance } = this.options;
    return { id: instance, address: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host, port };
  }

  private askedAt(port: number): Asked {
    const { metrics, context } = this.options;
    const doors = { calls: this.calls.size, connections: this.sockets.size };
    return {
      member: this.memberAt(port),
      metrics: metrics ? () => metricsText(context.store, doors) : undefined,
    };
  }

  private connect(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    sniff(socket, {
      patienceMs: this.limits.greetingMs,
      hand: (sniffed, protocol) => {
        if (protocol === 'http2') this.http2.emit('connection', sniffed);
        else this.takePlain(sniffed);
      },
    });
  }

  private takePlain(socket: Socket): void {
    // The timeouts of an HTTP/1.1 server work only when it listens by itself.
    const timer = setTimeout(() => socket.destroy(), this.limits.plainMs);
    socket.once('close', () => clearTimeout(timer));
    this.http1.emit('connection', socket);
    // HTTP/2 takes what was put back by itself; HTTP/1.1 waits for it to flow.
    socket.resume();
  }

  private greet(session: ServerHttp2Session): void {
    if (this.stopping) return session.close();
    this.sessions.add(session);
    this.budgets.set(session, new Budget(this.limits.heldPerConnection, this.budget));
    session.setLocalWindowSize(CONNECTION_WINDOW);
    session.on('error', () => session.destroy());
    session.once('close', () => this.sessions.delete(session));
  }

  private accept(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const path = headers[':path'] ?? '';
    if (headers[':method'] !== 'POST') return this.plainHttp2(stream, headers);
    const budget = (stream.session && this.budgets.get(stream.session)) ?? this.budget;
    const call = new GrpcCall(stream, headers, { budget, requestMs: this.limits.requestMs });
    if (this.stopping) return call.onStop();
    if (!headers['content-type']?.startsWith('application/grpc')) return call.fail(notGrpc());
    this.calls.add(call);
    call.onClose(() => this.calls.delete(call));
    const method = this.methods.get(path);
    if (method === undefined) call.fail(unimplemented(path));
    else method(call, this.options.context);
  }

  private plainHttp1(request: IncomingMessage, response: ServerResponse): void {
    const answer = answerPlain(
      request.method ?? 'GET',
      request.url ?? '/',
      this.askedAt(request.socket.localPort ?? 0),
    );
    // No connection is kept open for a next question: there is none to wait for when the node stops.
    response.writeHead(answer.status, { 'content-type': answer.contentType, connection: 'close' });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  }

  private plainHttp2(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => stream.close());
    const port = stream.session?.socket.localPort ?? 0;
    const answer = answerPlain(headers[':method'] ?? 'GET', headers[':path'] ?? '/', this.askedAt(port));
    stream.respond({ ':status': answer.status, 'content-type': answer.contentType });
    stream.end(headers[':method'] === 'HEAD' ? undefined : answer.body);
  }
}

function notGrpc(): GrpcError {
  return new GrpcError(Status.INTERNAL, 'The content type is not application/grpc.');
}

function cannotListen(error: Error, host: string, port: number): StoreFault {
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  const text = taken
    ? `Port ${String(port)} on ${host} is in use. Stop the program that holds it, or choose another port with --port.`
    : `Cannot listen on ${host} port ${String(port)}: ${error.message}. Choose another address with --host, or another port with --port.`;
  return new StoreFault('PORT', text, error);
}
