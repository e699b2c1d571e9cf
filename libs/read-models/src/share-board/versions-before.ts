import type { CaseView, StrikeView } from '@mizan/domain';
import type { ReadTx } from '../database/schema';
import { caseViews, strikeViews } from './past-views';
import type { CaseVersionRow, StrikeVersionRow } from './share-board.tables';
import type { Version } from './version-history';

/** The version in force just before a position; null for a case that was unknown then. */
export async function caseBefore(
  tx: ReadTx,
  id: string,
  position: bigint,
): Promise<Version<CaseVersionRow, CaseView> | null> {
  const row = await tx
    .selectFrom('case_version')
    .selectAll()
    .where('case_id', '=', id)
    .where('from_position', '<', position)
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const at = row.from_position;
  const [view] = await caseViews(tx, [row], { since: at, upTo: at });
  return view ? { row, view } : null;
}

/** The version in force just before a position; null for a strike that was unknown then. */
export async function strikeBefore(
  tx: ReadTx,
  id: string,
  position: bigint,
): Promise<Version<StrikeVersionRow, StrikeView> | null> {
  const row = await tx
    .selectFrom('strike_version')
    .selectAll()
    .where('strike_id', '=', id)
    .where('from_position', '<', position)
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const [view] = await strikeViews(tx, [row], row.from_position);
  return view ? { row, view } : null;
}
