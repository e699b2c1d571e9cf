import { setTimeout as pause } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';

/** The parts of an entry that tests look at. */
export interface StreamedEntry {
  readonly position: string;
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly cases: readonly { readonly id: string; readonly reference: string; readonly state: string }[];
}

export interface LiveStream {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that came, as it came; of an answer that is no stream, its body. */
  readonly text: () => string;
  readonly entries: readonly StreamedEntry[];
  /** Id that a reader would resume from. */
  readonly lastId: () => string;
  /** What the server said when it ended the stream. */
  readonly farewell: () => { readonly code: string } | null;
  /** Resolves once there are so many entries. @throws when they do not come */
  until(count: number): Promise<void>;
  /** Resolves once the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export interface LiveOptions {
  readonly token?: string;
  readonly lastEventId?: string;
  readonly query?: string;
}

/** Long: the machine may be busy. */
const patienceMs = 30_000;

/** Opens GET /v1/live as any client does. */
export async function liveStream(url: string, options: LiveOptions): Promise<LiveStream> {
  const { token, lastEventId, query = '' } = options;
  const closing = new AbortController();
  const answer = await fetch(`${url}/v1/live${query}`, {
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: closing.signal,
  });
  const said = { text: '', lastId: '', farewell: null as { code: string } | null };
  const entries: StreamedEntry[] = [];
  const parser = createParser({
    onId: (id) => void (said.lastId = id),
    onEvent: ({ event, data }) => {
      if (event === 'entry') entries.push(JSON.parse(data) as StreamedEntry);
      if (event === 'bye') said.farewell = JSON.parse(data) as { code: string };
    },
  });
  const take = (text: string) => {
    said.text += text;
    parser.feed(text);
  };
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => said.text,
    entries,
    lastId: () => said.lastId,
    farewell: () => said.farewell,
    until: (count) =>
      reached(
        () => entries.length >= count,
        () => said.text,
      ),
    ended: readAll(answer, take),
    close: () => closing.abort(),
  };
}

async function readAll(answer: Response, take: (text: string) => void): Promise<void> {
  try {
    const decoder = new TextDecoder();
    for await (const bytes of answer.body ?? []) take(decoder.decode(bytes as Uint8Array, { stream: true }));
  } catch {
    // The connection was cut, by this side or the other.
  }
}

async function reached(condition: () => boolean, said: () => string): Promise<void> {
  const giveUp = Date.now() + patienceMs;
  while (!condition()) {
    if (Date.now() > giveUp) throw new Error(`The entries did not come. So far: ${said().slice(-2_000)}`);
    await pause(10);
  }
}
