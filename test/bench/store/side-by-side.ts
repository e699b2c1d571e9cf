import type { Target } from '../measure';
import { ClientWork, LONG, warmUp } from './client-work';
import { startHollowNode, startNode } from './node-process';
import type { StoreBenchOptions } from './options';
import type { Runs } from './runs';
import { ceilings, held, work } from './targets';
import { thereAndBack } from './there-and-back';

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
    await warmUp(ours, theirs);
    for (let round = 1; round <= rounds; round++) {
      for (const piece of pieces) {
        await run(piece, { ours, theirs }, runs);
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

async function run(
  piece: Piece,
  { ours, theirs }: { readonly ours: ClientWork; readonly theirs: ClientWork },
  runs: Runs,
): Promise<void> {
  const { target, ceiling } = piece;
  if (ceiling === undefined || piece.held === undefined) {
    runs.add(target, await piece.run(ours));
    if (ceiling !== undefined) runs.add(ceiling, await piece.run(theirs));
    return;
  }
  const [rate, most] = await thereAndBack(
    () => piece.run(ours),
    () => piece.run(theirs),
  );
  runs.add(target, rate);
  runs.add(ceiling, most);
  runs.compare(piece.held, target, ceiling);
}

function inTheOther(target: Target): Target {
  return { ...target, name: `other-${target.name}`, what: `the other server: ${target.what}` };
}
