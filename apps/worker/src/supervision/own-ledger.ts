import type { EventStore } from '@mizan/es';
import { LedgerQueries, ReadDatabaseProblem, type ReadDatabase } from '@mizan/read-models';

/**
 * The read side goes on where it stopped, by position. Over another store, or over one that lost entries, it would mix two
 * ledgers without a word: its newest entry must be where it was.
 * @throws ReadDatabaseProblem when it is not, EventStoreError
 */
export async function assertOwnLedger(db: ReadDatabase, store: EventStore): Promise<void> {
  const newest = await new LedgerQueries(db).newest();
  if (!newest) return;
  const { stream, revision, position, type } = newest;
  for await (const event of store.readStream(stream, { from: revision, maxCount: 1 }))
    // Older servers do not tell positions when a stream is read.
    if (event.type === type && (event.position === position || event.position === 0n)) return;
  throw new ReadDatabaseProblem('READ_DATABASE_FOREIGN', {
    detail: `${db.name} was built from another ledger than the one in MIZAN_EVENTSTORE, or entries of that one are lost: its newest is ${type} at position ${position}, and the store has something else there.`,
    remedy: `Put the two together that belong together. If the store was replaced on purpose, stop Mizan, ${away(db)} and start again: Mizan builds it again from the ledger.`,
  });
}

function away({ location }: ReadDatabase): string {
  if ('file' in location)
    return `move ${location.file} away together with ${location.file}-wal and ${location.file}-shm`;
  return 'drop its schema "mizan"';
}
