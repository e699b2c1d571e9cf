import { Inject, Injectable } from '@nestjs/common';
import {
  foldCase,
  foldStrike,
  outcomeOf,
  overlaysOf,
  runningDeadline,
  shareStream,
  strikeStream,
  withStrike,
  type CaseView,
  type ShareEvent,
  type StrikeEvent,
  type StrikeView,
} from '@mizan/domain';
import type { CommandHandler, Decoded } from '@mizan/es';
import type { AsOfPair } from '../http/read';
import { COMMANDS } from '../ledger-access/tokens';
import { linksElsewhere } from './linked-strikes';

/** What a case's own stream and those of its strikes hold. */
type Told = ShareEvent | StrikeEvent;

/** The case after one event. Positions are decimal. */
export interface ReplayedState {
  readonly position: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly state: CaseView['state'];
  readonly overlays: ReturnType<typeof overlaysOf>;
  readonly outcome: ReturnType<typeof outcomeOf>;
  readonly deadline: CaseView['deadline'];
}

/** Settles disputes: folds a case from the ledger itself, one event at a time. */
@Injectable()
export class CaseReplay {
  constructor(@Inject(COMMANDS) private readonly commands: CommandHandler) {}

  /**
   * Every state up to `asOf` that was recorded by `validAt`, oldest first. `known` is the case as the read side knows
   * it: it names the strikes to look for, nothing else of it is used.
   */
  async states(known: CaseView, { asOf, validAt }: AsOfPair): Promise<ReplayedState[]> {
    const histories = await Promise.all([
      this.commands.history<Told>(shareStream(known.id)),
      ...known.strikes.map((strike) => this.commands.history<Told>(strikeStream(strike.id))),
    ]);
    const events = histories
      .flat()
      .filter(({ position, metadata }) => isKnown(position, asOf) && metadata.recordedAt <= validAt)
      .sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : order(a, b)));
    return statesOf(known.id, events);
  }
}

function isKnown(position: bigint, asOf: bigint | null): boolean {
  return asOf === null || position <= asOf;
}

/** Events of one append share a commit position in EventStoreDB only if they share a stream. */
function order(a: Decoded<Told>, b: Decoded<Told>): number {
  return Number(a.revision - b.revision);
}

function statesOf(caseId: string, events: readonly Decoded<Told>[]): ReplayedState[] {
  const strikes = new Map<string, StrikeView>();
  const states: ReplayedState[] = [];
  let view: CaseView | null = null as CaseView | null;
  for (const event of events) {
    const next = afterEvent({ view, strikes, caseId }, event);
    if (next === null) continue;
    states.push(stateOf(next, event));
    view = next;
  }
  return states;
}

interface Fold {
  readonly view: CaseView | null;
  readonly strikes: Map<string, StrikeView>;
  readonly caseId: string;
}

/** Null where the event is none of the case's: a strike belongs to it from the event on that links it, its other cases do not. */
function afterEvent({ view, strikes, caseId }: Fold, event: Decoded<Told>): CaseView | null {
  if (event.stream === shareStream(caseId)) return foldCase(view, event as Decoded<ShareEvent>, caseId);
  const strikeId = event.stream.slice(strikeStream('').length);
  const strike = foldStrike(strikes.get(event.stream) ?? null, event as Decoded<StrikeEvent>, strikeId);
  strikes.set(event.stream, strike);
  const told = strike.linkedCases.includes(caseId) && !linksElsewhere(event, caseId);
  return view && told ? withStrike(view, strike) : null;
}

/** Time has run up to the event itself. */
function stateOf(view: CaseView, { position, type, metadata: { recordedAt } }: Decoded<Told>): ReplayedState {
  return {
    position: position.toString(),
    type,
    recordedAt,
    state: view.state,
    overlays: overlaysOf(view, recordedAt),
    outcome: outcomeOf(view, recordedAt),
    deadline: runningDeadline(view),
  };
}
