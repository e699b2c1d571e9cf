import type { Decoded, Projection } from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import { checkpoints } from '../operations/checkpoint-store';

/** Applies events in batches of the given size, as the runner does. */
export async function applyInBatches(
  db: ReadDatabase,
  projection: Projection<ReadTx>,
  { events, size }: { readonly events: readonly Decoded[]; readonly size: number },
): Promise<void> {
  const { name, version } = projection;
  let from = (await checkpoints(db).load(name))?.position ?? null;
  for (let first = 0; first < events.length; first += size) {
    const batch = events.slice(first, first + size);
    const to = batch.at(-1)?.position ?? 0n;
    await checkpoints(db).advance({ name, version, from, to }, async (tx) => {
      const open = projection.open(tx);
      for (const event of batch) await open.apply(event);
      await open.flush();
    });
    from = to;
  }
}
