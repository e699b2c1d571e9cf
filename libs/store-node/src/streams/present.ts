import type { Row } from '../storage/stored-events';
import type { StreamReader } from '../storage/stream-reader';
import { keyOf } from '../storage/streams';
import { linkedFrame, viewEvent, withStructuredIds } from '../wire/event-view';
import type { ReadRequest } from '../wire/read-messages';

/** Turns a stored row into the bytes its reader gets: as a rule the stored ones. */
export type Present = (row: Row) => Buffer;

const LINK_TYPE = '$>';

export function presenter(request: ReadRequest, reader: StreamReader): Present {
  const resolve: Present = request.resolveLinks ? (row) => resolveLink(row, reader) : (row) => row.frame;
  return request.uuid === 'structured' ? (row) => withStructuredIds(resolve(row)) : resolve;
}

/** A link that is malformed stays itself; one to an event nobody can read any more comes without an event. */
function resolveLink(row: Row, reader: StreamReader): Buffer {
  const link = viewEvent(row.frame);
  if (link.type !== LINK_TYPE) return row.frame;
  const target = /^(-?\d+)@(.*)$/s.exec(link.data.toString('latin1'));
  if (target === null) return row.frame;
  const [, revision, stream] = target as unknown as [string, string, string];
  const event = reader.event(keyOf(Buffer.from(stream, 'latin1')), Number(revision));
  return linkedFrame(row.frame, event?.frame, row.position);
}
