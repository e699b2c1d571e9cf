import type { EventStore, RecordedEvent } from '@mizan/es';
import { checkpoints, openReadDatabase, readModelProjections, type ReadDatabase } from '@mizan/read-models';
import { ledgerCodec } from '@mizan/runtime';

const batchSize = 500;

/** What the worker's projections make of the ledger, in one reading of it. The worker must have ended. */
export async function fillReadSide(file: string, store: EventStore): Promise<void> {
  const db = openReadDatabase({ file });
  try {
    const fill = new Fill(db);
    await fill.begin();
    let batch: RecordedEvent[] = [];
    for await (const event of store.readAll()) {
      if (batch.push(event) < batchSize) continue;
      await fill.write(batch);
      batch = [];
    }
    await fill.write(batch);
  } finally {
    await db.close();
  }
}

class Fill {
  private readonly codec = ledgerCodec();
  private readonly positions = new Map<string, bigint | null>();

  constructor(private readonly db: ReadDatabase) {}

  async begin(): Promise<void> {
    for (const { name } of readModelProjections())
      this.positions.set(name, (await checkpoints(this.db).load(name))?.position ?? null);
  }

  async write(events: readonly RecordedEvent[]): Promise<void> {
    const to = events.at(-1)?.position;
    if (to === undefined) return;
    for (const projection of readModelProjections()) {
      const { name, version } = projection;
      const from = this.positions.get(name) ?? null;
      const news = events.filter(({ position }) => from === null || position > from);
      if (news.length === 0) continue;
      await checkpoints(this.db).advance({ name, version, from, to }, async (tx) => {
        const batch = projection.open(tx);
        for (const event of news) {
          const decoded = this.codec.decode(event);
          if (decoded) await batch.apply(decoded);
        }
        await batch.flush();
      });
      this.positions.set(name, to);
    }
  }
}
