import type { EventCodec, EventStore, Projection, ProjectionBatch, RecordedEvent } from '@mizan/es';
import { ReadDatabaseProblem } from '../database/problem';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import type { Beside } from '../database/tables-beside';
import { loadCheckpoint } from './checkpoint-store';
import type { RebuildTarget } from './rebuild-target';

export interface RebuildRunParts {
  readonly live: ReadDatabase;
  readonly beside: Pick<Beside, 'db' | 'add'>;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly codec: EventCodec;
  readonly onProgress?: (done: bigint, head: bigint) => void;
}

/** Events whose rows are kept in memory at most. */
const batchSize = 5_000;

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
    const run = new RebuildRun(
      target.projection({ live: live?.position ?? null, add: parts.beside.add }),
      parts,
      await headOf(parts.store),
    );
    await run.tell();
    return run;
  }

  /**
   * Reads from where the last round ended to the end of the ledger, in one transaction: nobody waits for these rows, so
   * each is written once, when nothing changes it any more, and pages are not written again with every batch.
   */
  async catchUp(): Promise<void> {
    const seen = await loadCheckpoint(this.parts.live.kysely, this.projection.name);
    await this.parts.beside.db.kysely.transaction().execute((tx) => this.fold(this.projection.open(tx)));
    await this.tell();
    if (!this.stoppedAt) this.reach(seen?.position ?? null);
  }

  /** The live rows were there before this round began and nothing more came: behind the last event is only what no one projects. */
  private reach(seen: bigint | null): void {
    if (seen !== null && (this.position === null || this.position < seen)) this.position = seen;
  }

  private async fold(batch: ProjectionBatch): Promise<void> {
    const after = this.position === null ? {} : { after: this.position };
    let applied = 0;
    let writing = Promise.resolve();
    for await (const event of this.parts.store.readAll(after)) {
      if (!(await this.apply(batch, event))) break;
      this.position = event.position;
      if (++applied % batchSize > 0) continue;
      // While a server takes these rows in, the next are folded.
      await writing;
      writing = this.relieve(batch);
      writing.catch(() => undefined);
    }
    await writing;
    await batch.flush();
  }

  private async relieve(batch: ProjectionBatch): Promise<void> {
    await (batch.relieve?.() ?? batch.flush());
    await this.tell();
  }

  /** False for an event that cannot be applied. @throws ReadDatabaseProblem: that is not the event's fault */
  private async apply(batch: ProjectionBatch, event: RecordedEvent): Promise<boolean> {
    try {
      const decoded = this.parts.codec.decode(event);
      if (decoded) await batch.apply(decoded);
      return true;
    } catch (error) {
      if (error instanceof ReadDatabaseProblem) throw error;
      const { type, id, position } = event;
      this.stoppedAt = `${type} ${id} at ${position}: ${error instanceof Error ? error.message : String(error)}`;
      return false;
    }
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

async function headOf(store: Pick<EventStore, 'readAll'>): Promise<bigint> {
  for await (const { position } of store.readAll({ direction: 'backwards', maxCount: 1 })) return position;
  return 0n;
}
