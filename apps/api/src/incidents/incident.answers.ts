import { incidentEvents, type IncidentAllegedData, type JsonSchema } from '@mizan/domain';
import {
  answer,
  decimal,
  listOf,
  moment,
  orNull,
  text,
  told,
  truth,
  uuid,
  whole,
  type FieldsOf,
} from '../openapi';
import { actor } from '../shares/case-event.answer';
import { pairFields } from '../shares/case.answers';
import type { ImportReport, RejectedRow } from './import-report';
import type { IncidentAnswer } from './incident.presenter';

/** What the source alleges, field by field as the ledger holds it. */
const alleged = Object.fromEntries(
  Object.entries(incidentEvents.IncidentAlleged.schema['properties'] as Record<string, JsonSchema>).map(
    ([name, schema]) => [name, { schema }],
  ),
) as FieldsOf<IncidentAllegedData>;

const incident = answer<IncidentAnswer>('Incident', {
  ...alleged,
  id: uuid,
  position: decimal,
  revision: decimal,
  recordedAt: moment,
  actor,
  exercise: truth,
});

export const incidentPage = answer<{
  asOf: string | null;
  validAt: string;
  items: readonly IncidentAnswer[];
  next: string | null;
}>('IncidentPage', { ...pairFields, items: listOf(incident), next: orNull(text) });

const rejected = answer<RejectedRow>('RejectedRow', {
  line: told(whole, 'Counted from 1, the header included.'),
  reason: told(text, 'In words.', { examples: ['date_start is no date'] }),
});

export const importReport = answer<ImportReport>(
  'ImportReport',
  {
    read: told(whole, 'Rows of the file.', { examples: [4] }),
    imported: told(whole, 'Rows that are new.', { examples: [2] }),
    alreadyPresent: told(whole, 'Rows that were on record.', { examples: [1] }),
    flagged: told(whole, 'Odd rows that are on record.', { examples: [0] }),
    rejected: listOf(rejected),
  },
  'read = imported + alreadyPresent + rejected.',
);
