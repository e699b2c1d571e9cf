import { randomUUID } from 'node:crypto';
import {
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  type EventStoreDBClient,
  type JSONType,
} from '@eventstore/db-client';
import { referenceOf } from '@mizan/domain';
import { ApiClient } from '../../faults/api-client';
import { exampleShare } from '../../support/example-share';

/** A case as the api recorded it, from draft to action, of which copies under other ids are made. */
export interface CaseTemplate {
  readonly id: string;
  readonly reference: string;
  readonly events: readonly { readonly type: string; readonly json: string }[];
}

const steps = [
  { persona: 'pk.approver', step: 'approval' },
  { persona: 'af.recipient', step: 'acknowledgement' },
  { persona: 'af.recipient', step: 'admission' },
  { persona: 'af.recipient', step: 'actions', body: { kind: 'search' } },
];

/** Makes one case over HTTP and reads back what it is in the store: ten events. */
export async function caseTemplate(url: string, raw: EventStoreDBClient): Promise<CaseTemplate> {
  const api = new ApiClient(url);
  const body = exampleShare({ believed: 'A fictional group stores equipment in a disused farm. '.repeat(8) });
  const { id } = await api.write({ persona: 'pk.sharer', path: '/v1/shares', body });
  for (const { step, ...order } of steps) await api.write({ ...order, path: `/v1/shares/${id}/${step}` });
  const events: { type: string; json: string }[] = [];
  for await (const { event } of raw.readStream(`share-${id}`)) {
    if (event) events.push({ type: event.type, json: JSON.stringify([event.data, event.metadata]) });
  }
  return { id, reference: referenceOf('PK', id), events };
}

/** Mean bytes of data and metadata of one event. */
export function meanSize({ events }: CaseTemplate): number {
  return events.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0) / events.length;
}

/** Appends cases until so many events are in the ledger; answers the ids of some of them. */
export async function growLedger(
  raw: EventStoreDBClient,
  template: CaseTemplate,
  events: number,
): Promise<readonly string[]> {
  let left = Math.ceil(events / template.events.length);
  const some: string[] = [];
  const keepEvery = Math.max(1, Math.floor(left / 500));
  const lane = async () => {
    while (left-- > 0) {
      const id = randomUUID();
      if (left % keepEvery === 0) some.push(id);
      await raw.appendToStream(`share-${id}`, copyOf(template, id), { expectedRevision: NO_STREAM });
    }
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  return some;
}

/** Repeats the last event of the ledger's first cases, so that nothing of them is now as it was. */
export async function changeFirstCases(
  raw: EventStoreDBClient,
  template: CaseTemplate,
  count: number,
): Promise<void> {
  const ids = new Set<string>();
  for await (const { event } of raw.readAll({ direction: FORWARDS, fromPosition: START })) {
    const [, id] = /^share-(.+)$/.exec(event?.streamId ?? '') ?? [];
    if (id !== undefined) ids.add(id);
    if (ids.size >= count) break;
  }
  for (const id of ids) await raw.appendToStream(`share-${id}`, copyOf(template, id).slice(-1));
}

function copyOf(template: CaseTemplate, id: string) {
  const reference = referenceOf('PK', id);
  return template.events.map(({ type, json }) => {
    const renamed = json.replaceAll(template.id, id).replaceAll(template.reference, reference);
    const [data, metadata] = JSON.parse(renamed) as [JSONType, Record<string, unknown>];
    return jsonEvent({ id: randomUUID(), type, data, metadata });
  });
}
