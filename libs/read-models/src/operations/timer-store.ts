import type { Timer, TimerStore, TimerWrites } from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import { upsert } from '../database/upsert';
import { timerTable } from './operations.tables';

/** Writes of timers inside a transaction that moves a checkpoint. */
export function timerWrites(tx: ReadTx): TimerWrites {
  return {
    put: ({ process, key, dueAt, command }) =>
      upsert(tx, timerTable, [
        { process, timer_key: key, due_at: BigInt(dueAt), command: JSON.stringify(command) },
      ]),
    cancel: async (process, key) => {
      await tx.deleteFrom('timer').where('process', '=', process).where('timer_key', '=', key).execute();
    },
  };
}

/** The durable list of timers. */
export function timerStore(db: ReadDatabase): TimerStore {
  return {
    due: (process, now) => due(db.kysely, process, now),
    done: async ({ process, key, dueAt }) => {
      await db.kysely
        .deleteFrom('timer')
        .where('process', '=', process)
        .where('timer_key', '=', key)
        .where('due_at', '=', BigInt(dueAt))
        .execute();
    },
  };
}

async function due(tx: ReadTx, process: string, now: number): Promise<readonly Timer[]> {
  const rows = await tx
    .selectFrom('timer')
    .selectAll()
    .where('process', '=', process)
    .where('due_at', '<=', BigInt(Math.floor(now)))
    .orderBy('due_at')
    .orderBy('timer_key')
    .execute();
  return rows.map((row) => ({
    process: row.process,
    key: row.timer_key,
    dueAt: Number(row.due_at),
    command: JSON.parse(row.command) as unknown,
  }));
}
