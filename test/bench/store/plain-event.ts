import { randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import type { NewEvent } from '../../../libs/store-node/src/storage/write-request';

const content = { text: 'A fictional report. '.repeat(50) };
const data = Buffer.from(JSON.stringify(content));
const type = 'Reported';

/** Bytes of data of one event of these measures; it has no metadata. */
export const EVENT_BYTES = data.length;

/** For the official client. */
export function clientEvent() {
  return jsonEvent({ id: randomUUID(), type, data: content });
}

/** For the node's own parts. */
export function plainEvent(): NewEvent {
  return { id: randomUUID(), type, contentType: 'application/json', metadata: Buffer.alloc(0), data };
}
