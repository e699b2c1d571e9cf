import type { EventCodec, EventStore, Projection, RecordedEvent } from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import { loadCheckpoint } from './checkpoint-store';
import type { RebuildTarget } from './rebuild-target';

export interface RebuildRunParts {
  readonly live: ReadDatabase;
  readonly beside: ReadDatabase;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly codec: EventCodec;
  readonly onProgress?: (done: bigint, head: bigint) => void;
}

/** Events per transaction: nobody waits for these rows, so fewer and larger ones than the runner's are cheaper. */
const batchSize = 2_000;

/** The fold of a ledger into tables beside the live ones, in rounds until nothing is missing. */
export class RebuildRun {
  /** Everything up to here is in the new rows. */
  position: bigint | null = null;
  /** Words for the event that could not be applied. */
  stoppedAt: string | null = null;

  private constructor(
    private readonly projection: Projection<ReadTx>,
    private readonly parts: RebuildRunParts,
    private readonly head: bigint,
  ) {}

  static async begin(target: RebuildTarget, parts: RebuildRunParts): Promise<RebuildRun> {
    const live = await loadCheckpoint(parts.live.kysely, target.name);
    const run = new RebuildRun(target.projection(live?.position ?? null), parts, await headOf(parts.store));
    await run.tell();
    return run;
  }

  /** Reads from where the last round ended to the end of the ledger. */
  async catchUp(): Promise<void> {
    const seen = await loadCheckpoint(this.parts.live.kysely, this.projection.name);
    let events: RecordedEvent[] = [];
    for await (const event of this.parts.store.readAll(
      this.position === null ? {} : { after: this.position },
    )) {
      if (events.push(event) < batchSize) continue;
      await this.commit(events);
      if (this.stoppedAt) return;
      events = [];
    }
    await this.commit(events);
    if (!this.stoppedAt) this.reach(seen?.position ?? null);
  }

  /** The live rows were there before this round began and nothing more came: behind the last event is only what no one projects. */
  private reach(seen: bigint | null): void {
    if (seen !== null && (this.position === null || this.position < seen)) this.position = seen;
  }

  private async commit(events: readonly RecordedEvent[]): Promise<void> {
    try {
      await this.write(events);
    } catch (error) {
      if (!(error instanceof NotApplied)) throw error;
      await this.write(events.slice(0, error.index));
      this.stoppedAt = error.message;
    }
    await this.tell();
  }

  private async write(events: readonly RecordedEvent[]): Promise<void> {
    await this.parts.beside.kysely.transaction().execute(async (tx) => {
      const batch = this.projection.open(tx);
      for (const [index, event] of events.entries()) {
        try {
          const decoded = this.parts.codec.decode(event);
          if (decoded) await batch.apply(decoded);
        } catch (error) {
          throw new NotApplied(index, event, error);
        }
      }
      await batch.flush();
    });
    this.position = events.at(-1)?.position ?? this.position;
  }

  private async tell(): Promise<void> {
    const done = this.position ?? 0n;
    await this.parts.live.kysely
      .updateTable('checkpoint')
      .set({ rebuild_done: done, rebuild_head: this.head })
      .where('name', '=', this.projection.name)
      .execute();
    this.parts.onProgress?.(done, this.head);
  }
}

class NotApplied extends Error {
  constructor(
    readonly index: number,
    { type, id, position }: RecordedEvent,
    cause: unknown,
  ) {
    super(`${type} ${id} at ${position}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

async function headOf(store: Pick<EventStore, 'readAll'>): Promise<bigint> {
  for await (const { position } of store.readAll({ direction: 'backwards', maxCount: 1 })) return position;
  return 0n;
}
