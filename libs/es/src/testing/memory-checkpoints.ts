import {
  CheckpointMoved,
  type Checkpoint,
  type CheckpointMove,
  type CheckpointStore,
  type ProjectionFailure,
} from '../index';

/** Rows and checkpoint of one projection in memory; a transaction works on a copy of the rows. For the kernel's specs. */
export class MemoryCheckpoints implements CheckpointStore<number[]> {
  rows: number[] = [];
  checkpoint: Checkpoint | null = null;
  transactions = 0;

  load(): Promise<Checkpoint | null> {
    return Promise.resolve(this.checkpoint);
  }

  async advance(move: CheckpointMove, work: (rows: number[]) => Promise<void>): Promise<void> {
    const copy = [...this.rows];
    await work(copy);
    if ((this.checkpoint?.position ?? null) !== move.from) throw new CheckpointMoved();
    this.rows = copy;
    this.transactions++;
    this.checkpoint = { position: move.to, version: move.version, failure: null };
  }

  fail(_name: string, failure: ProjectionFailure): Promise<void> {
    this.checkpoint = { position: null, version: 1, ...this.checkpoint, failure };
    return Promise.resolve();
  }
}
