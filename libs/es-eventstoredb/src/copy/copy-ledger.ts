import { CopyAccount } from './copy-account';
import { CopyRun, type CopyCounts } from './copy-run';
import { connectTo, eventsOf, speakingTo } from './copy-problems';
import { treatmentOf } from './copied-streams';
import type { RawClient } from '../raw/raw-client';
import type { RawEvent } from '../raw/raw-event';

export interface CopyReport extends CopyCounts {
  /** Whether an earlier copy into the same target was gone on with. */
  readonly resumed: boolean;
  /** Position of the source up to which everything is in the target; null for an empty source. */
  readonly upTo: string | null;
}

export interface CopyOptions {
  /** Positions of the source: how far, of what it had at the start. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Copies the ledger of one event store into an empty one, or goes on with a copy that was cut off or has fallen behind:
 * event by event in the source's order, with ids, types, content types, and data and metadata byte for byte, up to what
 * the source held at the start. One append at a time: with several under way, one that fails would change the order.
 * @throws CopyRefused, CopyFailed
 */
export async function copyLedger(
  source: string,
  target: string,
  options: CopyOptions = {},
): Promise<CopyReport> {
  const from = connectTo('source', source);
  const to = connectTo('target', target);
  try {
    const extent = await speakingTo('source', () => extentOf(from));
    return await speakingTo('target', () =>
      extent ? copyAll(from, to, { ...options, extent }) : nothing(to),
    );
  } finally {
    await Promise.all([from.dispose(), to.dispose()]);
  }
}

async function copyAll(
  from: RawClient,
  to: RawClient,
  { extent: { first, last }, progress }: CopyOptions & { readonly extent: Extent },
): Promise<CopyReport> {
  const account = await CopyAccount.open(to, first.id);
  const run = new CopyRun(to, account, (position) => progress?.(Number(position), Number(last)));
  await run.copy(eventsOf('source', upTo(from, account.upTo, last)));
  await account.note(last);
  return { ...run.counts, resumed: account.resumed, upTo: String(last) };
}

/** Of an empty source. No copy of it has begun in any target. @throws CopyRefused for a target that is not empty */
async function nothing(to: RawClient): Promise<CopyReport> {
  await CopyAccount.requireUnused(to);
  return { copied: 0, alreadyThere: 0, tombstones: 0, systemEvents: 0, resumed: false, upTo: null };
}

interface Extent {
  /** The first event that is to be copied. */
  readonly first: RawEvent;
  /** The last position. */
  readonly last: bigint;
}

/** Null when there is nothing to copy. */
async function extentOf(source: RawClient): Promise<Extent | null> {
  for await (const first of source.readRawAll('start')) {
    if (treatmentOf(first) === 'leave out') continue;
    for await (const { position } of source.readRawAll('end', 'backwards')) return { first, last: position };
  }
  return null;
}

/** The source's events behind one position and up to another. */
async function* upTo(source: RawClient, after: bigint, last: bigint): AsyncIterable<RawEvent> {
  for await (const event of source.readRawAll(after === 0n ? 'start' : { at: after })) {
    if (event.position > last) return;
    if (event.position > after) yield event;
  }
}
