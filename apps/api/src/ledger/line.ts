import type { ContentType, NewEvent, RecordedEvent } from '@mizan/es';
import { fileValue, storeValue } from './line-value';

/**
 * One event in a ledger file. No position and no time of the store: both belong to one store, a ledger does not.
 * `remaining` counts the lines that follow, so that a file cut off at the end of a line is recognised.
 */
export interface LedgerLine {
  readonly stream: string;
  /** Decimal. */
  readonly revision: string;
  readonly id: string;
  readonly type: string;
  readonly contentType: ContentType;
  /** A JSON value as it is, or `{"base64": "…"}` for bytes. */
  readonly data: unknown;
  readonly metadata: unknown;
  readonly remaining: number;
}

/** What a line stands for, ready to be appended. */
export interface FiledEvent extends NewEvent {
  readonly stream: string;
  readonly revision: bigint;
}

/** The line of an event, with its line end. The order of the fields is part of the format. */
export function writeLine(event: Omit<RecordedEvent, 'position'>, remaining: number): string {
  const line: LedgerLine = {
    stream: event.stream,
    revision: event.revision.toString(),
    id: event.id,
    type: event.type,
    contentType: event.contentType,
    data: fileValue(event.data),
    metadata: fileValue(event.metadata),
    remaining,
  };
  return `${JSON.stringify(line)}\n`;
}

/** The event of a line that was checked. */
export function eventOfLine(line: LedgerLine): FiledEvent {
  return {
    stream: line.stream,
    revision: BigInt(line.revision),
    id: line.id,
    type: line.type,
    contentType: line.contentType,
    data: storeValue(line.data),
    metadata: storeValue(line.metadata),
  };
}
