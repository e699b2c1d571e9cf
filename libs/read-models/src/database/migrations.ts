import type { Migration } from 'kysely/migration';
import { createIncidents } from '../incidents/incident.migration';
import { createLedger } from '../ledger/ledger.migration';
import { answerEveryRequest } from '../operations/answer.migration';
import { createOperations } from '../operations/operations.migration';
import { nameHeldAreas } from '../share-board/held-areas.migration';
import { joinEventsToVersions } from '../share-board/own-events.migration';
import { createShareBoard } from '../share-board/share-board.migration';

/** Every step of the read schema, in order of their names. A step that was released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-share-board': { up: createShareBoard },
  '0002-incidents': { up: createIncidents },
  '0003-ledger': { up: createLedger },
  '0004-operations': { up: createOperations },
  '0005-answers': { up: answerEveryRequest },
  '0006-own-events': { up: joinEventsToVersions },
  '0007-held-areas': { up: nameHeldAreas },
};
