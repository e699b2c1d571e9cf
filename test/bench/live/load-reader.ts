import { get, type IncomingMessage } from 'node:http';

/** What one reader went through. Positions and times (`performance.now()`, milliseconds) side by side. */
export class LoadReader {
  readonly positions: string[] = [];
  readonly times: number[] = [];
  connects = 0;
  connected = false;
  /** Statuses and errors that kept it from reading. */
  readonly refusals: string[] = [];
  /** Codes that the server said goodbye with. */
  readonly farewells: string[] = [];
  private lastId = '';
  private retry = 500;
  private rest = '';
  private stopped = false;
  private response: IncomingMessage | null = null;

  constructor(
    private readonly url: string,
    readonly persona: string,
    private readonly token: string,
  ) {}

  /** Connects, and again whenever the stream ends, as a browser does. */
  start(): void {
    const headers = {
      authorization: `Bearer ${this.token}`,
      ...(this.lastId === '' ? {} : { 'last-event-id': this.lastId }),
    };
    const request = get(`${this.url}/v1/live`, { headers, agent: false }, (response) => this.read(response));
    request.once('error', ({ message }) => this.again(message));
  }

  stop(): void {
    this.stopped = true;
    this.response?.destroy();
  }

  private read(response: IncomingMessage): void {
    this.response = response;
    this.rest = '';
    response.once('close', () =>
      this.again(response.statusCode === 200 ? null : String(response.statusCode)),
    );
    response.once('error', () => undefined);
    if (response.statusCode !== 200) return void response.resume();
    this.connects++;
    response.setEncoding('utf8').on('data', (text: string) => this.take(text));
  }

  private again(refusal: string | null): void {
    this.connected = false;
    if (refusal !== null) this.refusals.push(refusal);
    if (!this.stopped) setTimeout(() => this.stopped || this.start(), this.retry);
  }

  private take(text: string): void {
    const now = performance.now();
    const frames = (this.rest + text).split('\n\n');
    this.rest = frames.pop() ?? '';
    for (const frame of frames) this.frame(frame, now);
  }

  /** Without a parser of the whole grammar: the load's own reading must not be what is measured. */
  private frame(frame: string, now: number): void {
    this.connected = true;
    const id = /^id: (\d+)$/m.exec(frame)?.[1];
    const retry = /^retry: (\d+)$/m.exec(frame)?.[1];
    if (retry !== undefined) this.retry = Number(retry);
    const farewell = /^event: bye\ndata: {"code":"(\w+)"/m.exec(frame)?.[1];
    if (farewell !== undefined) this.farewells.push(farewell);
    if (id !== undefined) this.lastId = id;
    if (id === undefined || !frame.includes('\nevent: entry\n')) return;
    this.positions.push(id);
    this.times.push(now);
  }
}
