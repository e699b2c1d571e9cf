import { systemClock, type Clock } from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';

/** Says what the worker is busy with, such as `demonstration`; null when it is done. Repeating it keeps the start. */
export async function setActivity(
  db: ReadDatabase,
  what: string | null,
  clock: Clock = systemClock,
): Promise<void> {
  await db.kysely.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('activity').select('what').executeTakeFirst();
    if (known?.what === what) return;
    await tx.deleteFrom('activity').execute();
    if (what === null) return;
    await tx
      .insertInto('activity')
      .values({ id: 1n, what, since: BigInt(clock.now()) })
      .execute();
  });
}
