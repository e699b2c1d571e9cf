import { randomUUID } from 'node:crypto';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { framed } from '../../store/load/raw-client';
import { plainEvent } from './plain-event';

/** In a BatchAppendResp the correlation id comes first: 2 bytes of a header, 2 of the UUID's own, its 36 characters. */
const OUTCOME_AT = 40;
/** The header of BatchAppendResp.success. */
const SUCCESS = 0x1a;

const ID_LENGTH = 36;
/** Of the last group of a UUID. */
const DIGITS = 12;

/** Whether a reply says that its append was written. */
export function isSuccess(reply: Buffer): boolean {
  return reply[OUTCOME_AT] === SUCCESS;
}

/** One request, made once; every copy gets ids of its own where the first one's stand. */
export class AppendTemplate {
  private readonly bytes: Buffer;
  private readonly ids: readonly number[];
  private copies = 0;

  constructor(stream: string, events: number) {
    const ids = Array.from({ length: events + 1 }, () => randomUUID());
    const [correlation = '', ...own] = ids;
    const identifier = new StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));
    const request = new BatchAppendReq()
      .setCorrelationId(new UUID().setString(correlation))
      .setOptions(new BatchAppendReq.Options().setStreamIdentifier(identifier).setAny(new Empty()))
      .setProposedMessagesList(own.map(proposed))
      .setIsFinal(true);
    this.bytes = framed(request);
    this.ids = ids.map((id) => this.bytes.indexOf(id, 0, 'latin1'));
  }

  /** A copy under ids that were not there before: all but the last twelve digits are this run's, those are counted. */
  fresh(): Buffer {
    const copy = Buffer.from(this.bytes);
    const digits = String(++this.copies).padStart(DIGITS, '0');
    for (const at of this.ids) copy.write(digits, at + ID_LENGTH - DIGITS, 'latin1');
    return copy;
  }
}

function proposed(id: string): BatchAppendReq.ProposedMessage {
  const { type, contentType, data } = plainEvent();
  const event = new BatchAppendReq.ProposedMessage().setId(new UUID().setString(id)).setData(data);
  event.getMetadataMap().set('type', type).set('content-type', contentType);
  return event;
}
