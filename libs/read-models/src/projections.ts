import type { Projection } from '@mizan/es';
import type { ReadTx } from './database/schema';
import { incidentsProjection } from './incidents/incident.projection';
import { ledgerProjection } from './ledger/ledger.projection';
import { casesProjection } from './share-board/share-board.projection';

/** Every projection of the read side. */
export function readModelProjections(): readonly Projection<ReadTx>[] {
  return [casesProjection, incidentsProjection, ledgerProjection];
}
