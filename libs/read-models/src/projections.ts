import type { Projection } from '@mizan/es';
import type { AddRows } from './database/add-rows';
import type { ReadTx } from './database/schema';
import { upsert } from './database/upsert';
import { incidentsProjection } from './incidents/incident.projection';
import { ledgerProjection } from './ledger/ledger.projection';
import { casesProjection } from './share-board/share-board.projection';

/** Every projection of the read side. `add` is how their databases take new rows, where there is a better way than usual. */
export function readModelProjections(add: AddRows = upsert): readonly Projection<ReadTx>[] {
  return [casesProjection({ add }), incidentsProjection, ledgerProjection(add)];
}
