import type { ReadTx } from '../database/schema';
import type { CaseVersionRow, StrikeVersionRow } from './share-board.tables';

/** The version in force just before a position; null for a case that was unknown then. */
export async function caseBefore(tx: ReadTx, id: string, position: bigint): Promise<CaseVersionRow | null> {
  const row = await tx
    .selectFrom('case_version')
    .selectAll()
    .where('case_id', '=', id)
    .where('from_position', '<', position)
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The version in force just before a position; null for a strike that was unknown then. */
export async function strikeBefore(
  tx: ReadTx,
  id: string,
  position: bigint,
): Promise<StrikeVersionRow | null> {
  const row = await tx
    .selectFrom('strike_version')
    .selectAll()
    .where('strike_id', '=', id)
    .where('from_position', '<', position)
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
