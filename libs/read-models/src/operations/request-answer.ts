import { systemClock, type Clock } from '@mizan/es';
import type { Answers, StoredRequest } from '../control/control';
import type { ReadDatabase } from '../database/read-database';
import type { RequestState } from './operations.queries';

export interface AnswerToRequest {
  readonly state: RequestState;
  /** Why it failed. */
  readonly detail?: string;
  readonly clock?: Clock;
}

/** The worker's word on a request. */
export async function answerRequest(
  db: ReadDatabase,
  { id, kind, projection }: Pick<StoredRequest, 'id' | 'kind' | 'projection'>,
  { state, detail, clock = systemClock }: AnswerToRequest,
): Promise<void> {
  const values = { kind, projection, state, detail: detail ?? null, answered_at: BigInt(clock.now()) };
  await db.kysely
    .insertInto('request_answer')
    .values({ request_id: id, ...values })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet(values))
    .execute();
}

/** What the worker has answered for good. */
export function answersIn(db: ReadDatabase): Answers {
  return {
    ended: async () => {
      const rows = await db.kysely
        .selectFrom('request_answer')
        .select('request_id')
        .where('state', '!=', 'running')
        .execute();
      return rows.map((row) => row.request_id);
    },
  };
}
