const SECOND = 1000;
const MEGABYTE = 1024 * 1024;

/** What one node takes on, and how long it waits for others. Milliseconds and bytes. */
export interface Limits {
  readonly connections: number;
  readonly greetingMs: number;
  readonly plainMs: number;
  readonly pingEveryMs: number;
  readonly pingPatienceMs: number;
  readonly requestMs: number;
  readonly heldPerConnection: number;
  readonly heldInAll: number;
}

export const LIMITS: Limits = {
  /** Each may have 100 calls; a mechanism's api, worker and tools need a dozen. Stays below the usual 1,024 open files of a shell plus the store's own. */
  connections: 1000,
  /** A client says at once which protocol it speaks; whoever dribbles its 24 bytes is not one. */
  greetingMs: 10 * SECOND,
  /** Questions over plain HTTP/1.1 are a few lines each, and answered at once. */
  plainMs: 10 * SECOND,
  /** A peer that vanished without a word is found this way only; TCP alone takes hours. */
  pingEveryMs: 10 * SECOND,
  /** More than a busy machine makes a living client wait, or one whose laptop slept a moment. */
  pingPatienceMs: 30 * SECOND,
  /** Clients give an append 10 s by default: a request that is not whole after this long is one nobody waits for. */
  requestMs: 60 * SECOND,
  /** Requests that are not whole yet are kept in memory: room for four of the largest messages of one client … */
  heldPerConnection: 64 * MEGABYTE,
  /** … and for four such clients; the node then stays far below the smallest machines' memory. */
  heldInAll: 256 * MEGABYTE,
};

/** What the real server announces too; clients count on the 100 calls. */
export const HTTP2_SETTINGS = {
  maxConcurrentStreams: 100,
  initialWindowSize: 786_432,
  maxHeaderListSize: 32_768,
};

/** What one connection may have on its way in, over all its calls together. */
export const CONNECTION_WINDOW = 8 * MEGABYTE;

/** Beyond this a connection takes no new calls: 100 readers that stopped in the middle of a page of the largest events. */
export const SESSION_MEGABYTES = 256;
