import { viewEvent, type EventView } from '../wire/event-view';
import { TOMBSTONE } from '../wire/recorded-event';
import { FRAME_HEADER } from '../wire/frames';
import { ProtoReader } from '../wire/reader';
import type { Row } from './row';

/** An event as its frame tells it, and the place that the frame says it has. */
export interface FrameReading {
  readonly event: EventView;
  readonly position: bigint;
  readonly revision: bigint;
}

const TOMBSTONE_ON_WIRE = 2n ** 63n - 1n;

/** Whether a frame says the same place as where it was found. */
export function isAt(reading: FrameReading, { position, revision }: Omit<Row, 'frame'>): boolean {
  const expected = revision === TOMBSTONE ? TOMBSTONE_ON_WIRE : BigInt(revision);
  return reading.position === BigInt(position) && reading.revision === expected;
}

/** Undefined when these bytes are no event's frame. */
export function readFrame(frame: Buffer): FrameReading | undefined {
  try {
    if (frame[0] !== 0 || frame.readUInt32BE(1) !== frame.length - FRAME_HEADER) return undefined;
    return { event: viewEvent(frame), ...placeIn(frame) };
  } catch {
    return undefined;
  }
}

function placeIn(frame: Buffer): { position: bigint; revision: bigint } {
  const response = new ProtoReader(frame, FRAME_HEADER);
  response.field();
  const readEvent = response.message();
  readEvent.field();
  const recorded = readEvent.message();
  let revision = -1n;
  while (recorded.more()) {
    if (recorded.field() === 3) revision = recorded.uint64();
    else recorded.skip();
  }
  readEvent.field();
  return { position: readEvent.uint64(), revision };
}
