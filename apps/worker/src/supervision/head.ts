import type { EventStore } from '@mizan/es';

/** Position of the newest event of the ledger; null when it is empty. @throws EventStoreError */
export async function headOf(store: EventStore): Promise<bigint | null> {
  for await (const { position } of store.readAll({ direction: 'backwards', maxCount: 1 })) return position;
  return null;
}
