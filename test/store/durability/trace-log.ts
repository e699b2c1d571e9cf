import { AHEAD_BYTES } from '../../../libs/store-node/src/storage/log/log-file';

/** What a trace of system calls shows about writes and their way to the disk. */
export interface TraceFigures {
  /** Writes to the store's file. */
  writes: number;
  /** Times that something written came to be on disk. */
  syncs: number;
  /** Writes to sockets. */
  answers: number;
  /** Writes to sockets while something written to a file was not on disk yet. */
  early: number;
}

interface Call {
  readonly name: string;
  readonly file: string;
  /** Bytes that were to be written. */
  readonly bytes: number;
}

const WRITES = new Set(['write', 'writev', 'pwrite64', 'pwritev', 'sendmsg', 'sendto']);
const SYNCS = new Set(['fsync', 'fdatasync']);

/**
 * Reads the lines of `strace -f -y`: a write counts when it begins, a sync when it has ended, whatever thread makes them.
 * What must last is in
 * `database` itself, but for the zeros that are written ahead; the index beside it is made from that.
 */
export function readTrace(lines: readonly string[], database: string): TraceFigures {
  const figures: TraceFigures = { writes: 0, syncs: 0, answers: 0, early: 0 };
  const dirty = new Set<string>();
  const unfinished = new Map<string, Call>();
  const begun = ({ name, file, bytes }: Call): void => {
    if (!WRITES.has(name)) return;
    if (file === database) {
      if (bytes === AHEAD_BYTES) return;
      figures.writes++;
      dirty.add(file);
    } else if (/^(socket:|TCP)/.test(file)) {
      figures.answers++;
      if (dirty.size > 0) figures.early++;
    }
  };
  const ended = ({ name, file }: Call): void => {
    if (SYNCS.has(name) && dirty.delete(file)) figures.syncs++;
  };
  for (const line of lines) {
    const thread = /^\d+/.exec(line)?.[0] ?? '';
    const start = /^\d+ +(\w+)\(\d+<(.*?)>[,)\s]/.exec(line);
    if (start === null) {
      const call = /<\.\.\. \w+ resumed>/.test(line) ? unfinished.get(thread) : undefined;
      if (call !== undefined) ended(call);
      continue;
    }
    const bytes = Number(/, (\d+)(?:, \d+\)|\)| <)/.exec(line)?.[1]);
    const call = { name: start[1] ?? '', file: start[2] ?? '', bytes };
    begun(call);
    if (line.endsWith('<unfinished ...>')) unfinished.set(thread, call);
    else ended(call);
  }
  return figures;
}
