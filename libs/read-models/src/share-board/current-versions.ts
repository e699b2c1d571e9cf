import type { ReadTx } from '../database/schema';
import type { CaseVersionRow, StrikeVersionRow } from './share-board.tables';

/** The version in force now; null for an unknown case. */
export async function currentCase(tx: ReadTx, id: string): Promise<CaseVersionRow | null> {
  const row = await tx
    .selectFrom('case_version')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The version in force now; null for an unknown strike. */
export async function currentStrike(tx: ReadTx, id: string): Promise<StrikeVersionRow | null> {
  const row = await tx
    .selectFrom('strike_version')
    .selectAll()
    .where('strike_id', '=', id)
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
