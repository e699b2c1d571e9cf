import type { LiveEntry } from './live-entry';

/** Why the server ends a stream; `code` is stable, the rest is for people. */
export interface Farewell {
  readonly code: 'SERVER_STOPPING' | 'IDENTITY_ENDED' | 'LIVE_FAULT';
  readonly detail: string;
  readonly remedy: string;
  /** Milliseconds after which the reader comes again by itself. */
  readonly retryMs: number;
}

/** Milliseconds after which a reader whose connection broke comes again. */
const usualRetry = 2_000;

/** Says where the reader stands before anything is sent, so that nothing is lost if the connection breaks at once. */
export function openingFrame(position: bigint): string {
  return `retry: ${usualRetry}\nid: ${position}\n\n`;
}

export function entryFrame(entry: LiveEntry): string {
  return `id: ${entry.position}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`;
}

/** A comment, and the position up to which there was nothing for this reader: it need not be looked at again. */
export function heartbeatFrame(position: bigint): string {
  return `: heartbeat\nid: ${position}\n\n`;
}

export function farewellFrame({ retryMs, ...words }: Farewell): string {
  return `retry: ${retryMs}\nevent: bye\ndata: ${JSON.stringify(words)}\n\n`;
}
