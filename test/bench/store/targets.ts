import type { Target } from '../measure';

const ratio = (name: string, what: string, floor: number, aim = 1): Target => ({
  name,
  what,
  unit: 'ratio',
  floor,
  aim,
});
const report = (name: string, what: string, unit: Target['unit'] = 'events/s'): Target => ({
  name,
  what,
  unit,
  floor: null,
  aim: null,
});

/** What the embedded store is held to. */
export const held = {
  append: ratio('append-ceiling', 'append, 64 in flight / at a node that stores nothing', 0.85),
  stream: ratio('stream-read-ceiling', 'read of a long stream / of one canned page', 0.85),
  all: ratio('all-read-ceiling', 'read of $all / of one canned page', 0.85),
  groups: ratio(
    'durable-groups',
    'lean client in the node’s process, 64 in flight / commits of 64 rows by SQLite alone',
    0.6,
  ),
  appendLarge: ratio('append-large', 'append, 64 in flight, in a large ledger / in one of 10k events', 0.95),
  streamLarge: ratio(
    'stream-read-large',
    'read of a long stream in a large ledger / in one of 10k events',
    0.95,
  ),
  allLarge: ratio('all-read-large', '$all from the middle of a large ledger / of one of 10k events', 0.95),
  memory: ratio('drain-memory', '1.3 × memory at rest / at most while a large ledger is read', 1, 1.3),
  disk: ratio('disk', '2.0 KB / disk of one event of 1 KB', 1),
  ready: ratio('ready', '1 s / start with a large ledger', 1),
} as const;

/** The work of one server. */
export const work = {
  append1: report('append-1', 'append, 1 in flight, events/s'),
  append16: report('append-16', 'append, 16 in flight, events/s'),
  append64: report('append-64', 'append, 64 in flight, events/s'),
  appendMs: report('append-ms', 'one append at a time, p50 ms', 'ms'),
  append500: report('append-500', 'appends of 500 events, events/s'),
  readStream: report('read-stream', 'one long stream, events/s'),
  readAll: report('read-all', '$all, events/s'),
  subscribe: report('subscribe', 'catch-up subscription to $all, events/s'),
  readShort: report('read-short-ms', 'one stream of ten events, p50 ms', 'ms'),
} as const;

/** What bounds it. */
export const ceilings = {
  append1: report('hollow-append-1', 'official client at a node that stores nothing, 1 in flight, events/s'),
  append16: report('hollow-append-16', 'the same, 16 in flight, events/s'),
  append64: report('hollow-append-64', 'the same, 64 in flight, events/s'),
  hollowStream: report('hollow-read-stream', 'official client, one long stream of one canned page, events/s'),
  hollowAll: report('hollow-read-all', 'official client, $all of one canned page, events/s'),
  lean: report('lean-append-64', 'a client without a gRPC library, 64 in flight, events/s'),
  leanBatch: report('lean-append-of-64', 'the same, one append of 64 events at a time, events/s'),
  leanHollow: report('lean-hollow-64', 'the same at a node that stores nothing, 64 in flight, events/s'),
  leanRead: report('lean-read-all', 'the same, $all, frames only counted, events/s'),
  group: report('group-64', 'the node driven by a lean client in its process, 64 in flight, events/s'),
  leanRatio: report('lean-groups', 'the same through a socket / SQLite alone', 'ratio'),
  sqlite1: report('sqlite-1', 'SQLite alone, one row a commit, rows/s'),
  sqlite64: report('sqlite-64', 'SQLite alone, 64 rows a commit, rows/s'),
  file1: report('file-1', 'a plain file, one event a sync, events/s'),
  file64: report('file-64', 'a plain file, 64 events a sync, events/s'),
  scan: report('scan', 'events read from the file and taken apart, events/s'),
} as const;

/** Figures of the processes. */
export const sizes = {
  idle: report('memory-idle', 'resident memory at rest, MB', 'MB'),
  draining: report('memory-draining', 'resident memory at most while a large ledger is read, MB', 'MB'),
  disk: report('disk-per-event', 'disk of one event, index included, bytes', 'bytes'),
  ready: report('ready-ms', 'from the start of the process until it takes connections, ms', 'ms'),
} as const;
