import { systemClock, type Clock } from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';
import type { RebuildRequest } from './control';
import type { RebuildState } from './operations.queries';

export interface AnswerToRebuild {
  readonly state: RebuildState;
  /** Why it failed. */
  readonly detail?: string;
  readonly clock?: Clock;
}

/** The worker's word on a request for a rebuild. */
export async function answerRebuild(
  db: ReadDatabase,
  { id, projection }: RebuildRequest,
  { state, detail, clock = systemClock }: AnswerToRebuild,
): Promise<void> {
  const values = { projection, state, detail: detail ?? null, answered_at: BigInt(clock.now()) };
  await db.kysely
    .insertInto('rebuild_answer')
    .values({ request_id: id, ...values })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet(values))
    .execute();
}
