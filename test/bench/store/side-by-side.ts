import type { Target } from '../measure';
import { ClientWork, LONG } from './client-work';
import { startHollowNode, startNode } from './node-process';
import type { Runs } from './runs';
import type { StoreBenchOptions } from './options';
import { ceilings, held, work } from './targets';

interface Piece {
  readonly target: Target;
  readonly run: (client: ClientWork) => Promise<number>;
  /** What the node that stores nothing does of it, where that says something. */
  readonly ceiling?: Target;
  /** The ratio of the two that is held to something. */
  readonly held?: Target;
}

const pieces: readonly Piece[] = [
  { target: work.append1, run: (client) => client.append(1), ceiling: ceilings.append1 },
  { target: work.append16, run: (client) => client.append(16), ceiling: ceilings.append16 },
  {
    target: work.append64,
    run: (client) => client.append(64),
    ceiling: ceilings.append64,
    held: held.append,
  },
  { target: work.appendMs, run: (client) => client.appendMs() },
  { target: work.append500, run: (client) => client.appendBatches() },
  {
    target: work.readStream,
    run: (client) => client.readStream(),
    ceiling: ceilings.hollowStream,
    held: held.stream,
  },
  { target: work.readAll, run: (client) => client.readAll(), ceiling: ceilings.hollowAll, held: held.all },
  { target: work.subscribe, run: (client) => client.subscribe() },
  { target: work.readShort, run: (client) => client.readShortMs() },
];

/** The node, the node that stores nothing and the other server, in turn with each piece of work. */
export async function sideBySide(file: string, runs: Runs, options: StoreBenchOptions): Promise<void> {
  const { rounds, seconds, against, say } = options;
  const working = (connectionString: string): ClientWork => new ClientWork(connectionString, seconds);
  const [node, hollow] = [await startNode(file), await startHollowNode()];
  const [ours, theirs] = [working(node.connectionString), working(hollow.connectionString)];
  const other = against === null ? null : working(against);
  try {
    await ours.grow(LONG);
    await other?.grow(LONG);
    for (let round = 0; round < warming; round++) for (const client of [ours, theirs]) await warmUp(client);
    for (let round = 1; round <= rounds; round++) {
      for (const piece of pieces) {
        runs.add(piece.target, await piece.run(ours));
        if (piece.ceiling) runs.add(piece.ceiling, await piece.run(theirs));
        if (piece.ceiling && piece.held) runs.compare(piece.held, piece.target, piece.ceiling);
        if (other) runs.add(inTheOther(piece.target), await piece.run(other));
      }
      const [append, most] = [runs.shown(work.append64), runs.shown(ceilings.append64)];
      say(`round ${String(round)}: append ${append} of ${most}/s`);
    }
    if (other) for (const { target } of pieces) runs.overTheOther(target, inTheOther(target));
  } finally {
    for (const client of [ours, theirs, ...(other ? [other] : [])]) await client.close();
    for (const each of [node, hollow]) await each.stop();
  }
}

/** The compiler needs some ten thousand calls before it has seen what they do. */
const warming = 3;

async function warmUp(client: ClientWork): Promise<void> {
  await client.append(64);
  await client.readStream();
  await client.readAll();
}

function inTheOther(target: Target): Target {
  return { ...target, name: `other-${target.name}`, what: `the other server: ${target.what}` };
}
