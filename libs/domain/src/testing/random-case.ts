import { foldCase, withStrike } from '../cases/case.fold';
import type { CaseView, StrikeView } from '../cases/case.view';
import { foldStrike } from '../cases/strike.fold';
import type { Actor } from '../common/fact';
import { fromMillis, toMillis } from '../common/time';
import type { ShareCommand } from '../shares/share.commands';
import { shareDecider } from '../shares/share.decide';
import type { RecordedShareEvent, ShareEvent } from '../shares/share.events';
import type { ShareState } from '../shares/share.state';
import type { StrikeCommand } from '../strikes/strike.commands';
import { strikeDecider } from '../strikes/strike.decide';
import type { RecordedStrikeEvent, StrikeEvent } from '../strikes/strike.events';
import type { StrikeState } from '../strikes/strike.state';
import { recorded } from './views';

export type AnyCommand = ShareCommand | StrikeCommand;
type StrikeType = StrikeCommand['type'];
type Decided = readonly (ShareEvent | StrikeEvent)[] | { readonly refused: string };

const strikeTypes: ReadonlySet<string> = new Set<StrikeType>([
  'NotifyStrike',
  'AllegeStrike',
  'AdmitStrike',
  'DenyStrike',
  'LinkStrike',
]);

export function isStrikeCommand(command: AnyCommand): command is StrikeCommand {
  return strikeTypes.has(command.type);
}

/** One case and one strike, as the ledger would hold them after any orders. */
export class RandomCase {
  state: ShareState = shareDecider.initialState;
  strikeState: StrikeState = strikeDecider.initialState;
  readonly facts: RecordedShareEvent[] = [];
  readonly strikeFacts: RecordedStrikeEvent[] = [];

  order(command: AnyCommand): Decided {
    return isStrikeCommand(command) ? this.orderStrike(command) : this.orderShare(command);
  }

  /** Due date that the case has now; any instant before its release. */
  due(): string {
    const set = this.facts.findLast((fact) => fact.type === 'DeadlineSet');
    return set?.type === 'DeadlineSet' ? set.data.due : '2026-11-08T08:00:00.000Z';
  }

  newestRecording(): string {
    const times = [...this.facts, ...this.strikeFacts].map(({ metadata }) => toMillis(metadata.recordedAt));
    return fromMillis(Math.max(...times));
  }

  strike(): StrikeView | null {
    return this.strikeFacts.reduce<StrikeView | null>(
      (view, fact) => foldStrike(view, fact, 'strike-1'),
      null,
    );
  }

  view(): CaseView | null {
    const view = this.facts.reduce<CaseView | null>((folded, fact) => foldCase(folded, fact, 'case-1'), null);
    const strike = this.strike();
    return view && strike?.linkedCases.includes('case-1') ? withStrike(view, strike) : view;
  }

  private orderShare(command: ShareCommand): Decided {
    const decision = shareDecider.decide(command, frozen(this.state));
    if ('refused' in decision) return decision;
    for (const fact of envelopes(decision, command, this.facts.length)) {
      this.state = shareDecider.evolve(frozen(this.state), fact);
      this.facts.push(frozen(fact));
    }
    return decision;
  }

  private orderStrike(command: StrikeCommand): Decided {
    const decision = strikeDecider.decide(command, frozen(this.strikeState));
    if ('refused' in decision) return decision;
    for (const fact of envelopes(decision, command, this.strikeFacts.length)) {
      this.strikeState = strikeDecider.evolve(frozen(this.strikeState), fact);
      this.strikeFacts.push(frozen(fact));
    }
    return decision;
  }
}

function envelopes<F extends ShareEvent | StrikeEvent>(
  facts: readonly F[],
  { now, actor }: { readonly now: string; readonly actor: Actor },
  first: number,
) {
  return facts.map((fact, index) => recorded(fact, now, { id: `${first + index}`, actor }));
}

/** So that a decider or a fold that changes what it is given fails. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
