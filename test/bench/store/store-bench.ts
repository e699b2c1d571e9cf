import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position } from '@eventstore/db-client';
import type { Measured, Target } from '../measure';
import { peakMb, residentMb } from '../support/memory';
import { groupsInProcess, leanAppend, rawFile, rawSqlite, scan } from './ceilings';
import { ClientWork, LONG } from './client-work';
import { startHollowNode, startNode } from './node-process';
import { Runs } from './runs';
import { ceilings, held, sizes, work } from './targets';

export interface StoreBenchOptions {
  /** Events of the large ledger. */
  readonly events: number;
  readonly rounds: number;
  /** Connection string of another server that does the same work; null: none. */
  readonly against: string | null;
  readonly say: (words: string) => void;
}

const KB = 1024;

/** The embedded store: its work, what bounds it, and what a large ledger does to it. */
export async function storeBench(options: StoreBenchOptions): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-store-bench-'));
  const runs = new Runs();
  try {
    await sideBySide(join(folder, 'young.db'), runs, options);
    await alone(folder, runs, options);
    await inALargeLedger(folder, runs, options);
    return runs.measured();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The node, the node that stores nothing and the other server, in turn. */
async function sideBySide(
  file: string,
  runs: Runs,
  { rounds, against, say }: StoreBenchOptions,
): Promise<void> {
  const [node, hollow] = [await startNode(file), await startHollowNode()];
  const [ours, theirs] = [new ClientWork(node.connectionString), new ClientWork(hollow.connectionString)];
  const other = against === null ? null : new ClientWork(against);
  try {
    await ours.grow(LONG);
    await other?.grow(LONG);
    for (let round = 1; round <= rounds; round++) {
      await allWork(ours, (target) => target, runs);
      if (other) await allWork(other, inTheOther, runs);
      runs.add(ceilings.append, await theirs.append(64));
      const canned = [await theirs.readStream(), await theirs.readAll()];
      for (const rate of canned) runs.add(ceilings.read, rate);
      runs.add(ceilings.lean, await leanAppend(node.port, 64));
      runs.compare(held.append, work.append64, ceilings.append);
      runs.divide(held.stream, runs.last(work.readStream), canned[0] ?? NaN);
      runs.divide(held.all, runs.last(work.readAll), canned[1] ?? NaN);
      say(`round ${String(round)}: append ${runs.shown(work.append64)} of ${runs.shown(ceilings.append)}/s`);
    }
    if (other) for (const target of Object.values(work)) runs.overTheOther(target, inTheOther(target));
  } finally {
    for (const client of [ours, theirs, ...(other ? [other] : [])]) await client.close();
    for (const each of [node, hollow]) await each.stop();
  }
}

/** One server's round of everything. */
async function allWork(client: ClientWork, as: (target: Target) => Target, runs: Runs): Promise<void> {
  runs.add(as(work.append1), await client.append(1));
  runs.add(as(work.append16), await client.append(16));
  runs.add(as(work.append64), await client.append(64));
  runs.add(as(work.appendMs), await client.appendMs());
  runs.add(as(work.append500), await client.appendBatches());
  runs.add(as(work.readStream), await client.readStream());
  runs.add(as(work.readAll), await client.readAll());
  runs.add(as(work.subscribe), await client.subscribe());
  runs.add(as(work.readShort), await client.readShortMs());
}

function inTheOther(target: Target): Target {
  return { ...target, name: `other-${target.name}`, what: `the other server: ${target.what}` };
}

/** What this machine's disk and SQLite give, and the node's writer without a socket. */
async function alone(folder: string, runs: Runs, { rounds, say }: StoreBenchOptions): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    const file = (name: string) => join(folder, `${name}-${String(round)}`);
    runs.add(ceilings.sqlite64, rawSqlite(file('sqlite-64'), 64));
    runs.add(ceilings.group, await groupsInProcess(file('groups'), 64));
    runs.add(ceilings.sqlite1, rawSqlite(file('sqlite-1'), 1));
    runs.add(ceilings.file1, rawFile(file('file-1'), 1));
    runs.add(ceilings.file64, rawFile(file('file-64'), 64));
    runs.compare(held.groups, ceilings.group, ceilings.sqlite64);
    say(`groups of 64: ${runs.shown(ceilings.group)} of ${runs.shown(ceilings.sqlite64)}/s`);
  }
}

async function inALargeLedger(folder: string, runs: Runs, options: StoreBenchOptions): Promise<void> {
  const { events, rounds, say } = options;
  const [young, old] = [join(folder, 'small.db'), join(folder, 'large.db')];
  const middle = await grown(old, events);
  runs.add(sizes.disk, statSync(old).size / events);
  runs.divide(held.disk, 2 * KB, runs.last(sizes.disk));
  say(`a ledger of ${String(events)} events, ${runs.shown(sizes.disk)} bytes each`);
  for (let round = 0; round < rounds; round++) runs.add(ceilings.scan, scan(old));
  await grown(young, LONG);
  await drained(old, runs);
  await compared({ young, old }, middle, { runs, options });
}

/** A file with so many events, in order at rest. Answers the position of its middle. */
async function grown(file: string, events: number): Promise<Position> {
  const node = await startNode(file);
  const client = new ClientWork(node.connectionString);
  try {
    return await client.grow(events);
  } finally {
    await client.close();
    await node.stop();
  }
}

/** Starts on the large ledger, rests, and is read from beginning to end. */
async function drained(file: string, runs: Runs): Promise<void> {
  const node = await startNode(file);
  const client = new ClientWork(node.connectionString);
  try {
    runs.add(sizes.ready, node.readyMs);
    runs.divide(held.ready, 1000, node.readyMs);
    await client.readShortMs();
    runs.add(sizes.idle, residentMb(node.pid));
    runs.add(sizes.draining, await peakMb(node.pid, () => client.drainAll()));
    runs.compare(held.memory, sizes.idle, sizes.draining);
  } finally {
    await client.close();
    await node.stop();
  }
}

async function compared(
  files: { readonly young: string; readonly old: string },
  middle: Position,
  { runs, options }: { readonly runs: Runs; readonly options: StoreBenchOptions },
): Promise<void> {
  const nodes = { young: await startNode(files.young), old: await startNode(files.old) };
  const young = new ClientWork(nodes.young.connectionString);
  const old = new ClientWork(nodes.old.connectionString);
  try {
    for (const each of [young, old]) await each.append(64);
    for (let round = 1; round <= options.rounds; round++) {
      const at = { young: await young.append(64), old: await old.append(64) };
      runs.divide(held.appendLarge, at.old, at.young);
      const stream = { young: await young.readStream(), old: await old.readStream() };
      runs.divide(held.streamLarge, stream.old, stream.young);
      const all = { young: await young.readAll(), old: await old.readAll(middle) };
      runs.divide(held.allLarge, all.old, all.young);
      options.say(
        `large and small, round ${String(round)}: append ${at.old.toFixed(0)} and ${at.young.toFixed(0)}/s`,
      );
    }
  } finally {
    for (const each of [young, old]) await each.close();
    for (const each of Object.values(nodes)) await each.stop();
  }
}
