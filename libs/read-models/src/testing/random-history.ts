import {
  incidentDecider,
  incidentStream,
  shareDecider,
  shareStream,
  strikeDecider,
  strikeStream,
} from '@mizan/domain';
import { derivedId } from '@mizan/es';
import * as fc from 'fast-check';
import { HistoryWriter } from './history-writer';
import { draftOrder, incidentOrder, shareOrders, strikeOrders, type Situation } from './random-orders';

/** One step of a history: whom it is about, what is ordered, and how the server's clock moved, in milliseconds. */
export interface Move {
  readonly subject: number;
  readonly verb: number;
  readonly jump: number;
}

const namespace = '9d0c1c5e-5f0e-4f4e-9d1b-0d6f0c2f6a11';
const incidentVerbs = 1;
const verbs = shareOrders.length + strikeOrders.length + incidentVerbs;

export const caseIdOf = (number: number): string => derivedId(namespace, `case ${number}`);
export const strikeIdOf = (number: number): string => derivedId(namespace, `strike ${number}`);

/** Moves about few subjects, so that their streams interleave; the clock also jumps back. */
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    subject: fc.nat({ max: 4 }),
    verb: fc.nat({ max: verbs - 1 }),
    jump: fc.oneof(
      fc.integer({ min: 0, max: 3_600_000 }),
      fc.integer({ min: -5_000, max: 0 }),
      fc.constant(2 * 86_400_000),
    ),
  }),
  { minLength: 1, maxLength: 100, size: 'max' },
);

/**
 * A ledger as the real deciders write it: every move is an order by someone who may plausibly give it, and what the
 * domain refuses leaves nothing.
 */
export function historyFrom(steps: readonly Move[]): HistoryWriter {
  const writer = new HistoryWriter();
  for (const step of steps) take(writer, step);
  return writer;
}

export function take(writer: HistoryWriter, { subject, verb, jump }: Move): void {
  writer.now += jump;
  const at = { number: subject, now: writer.now, other: caseIdOf((subject + verb) % 5) };
  const strike = verb - shareOrders.length;
  if (strike < 0) shareMove(writer, verb, { ...at, id: caseIdOf(subject) });
  else if (strike < strikeOrders.length) strikeMove(writer, strike, { ...at, id: strikeIdOf(subject) });
  else {
    const id = derivedId(namespace, `incident ${subject} ${writer.events.length}`);
    writer.order(incidentDecider, incidentStream(id), incidentOrder({ ...at, id }));
  }
}

function shareMove(writer: HistoryWriter, verb: number, at: Situation): void {
  const stream = shareStream(at.id);
  const state = writer.stateOf(shareDecider, stream);
  const command = state.name === 'None' ? draftOrder(at) : shareOrders[verb]?.(at, state);
  if (command) writer.order(shareDecider, stream, command);
}

function strikeMove(writer: HistoryWriter, verb: number, at: Situation): void {
  const command = strikeOrders[verb]?.(at);
  if (command) writer.order(strikeDecider, strikeStream(at.id), command);
}
