import type { Actor, AssertedTime } from '../common/fact';
import type { PlaceFact } from '../common/vocabulary';
import type { StrikeClass } from './strike.events';

interface Given {
  readonly now: string;
  readonly actor: Actor;
}

/** A link to a case that both parties of the strike are parties of; the caller has looked the case up. */
export interface CaseLink {
  readonly caseId: string;
  readonly parties: readonly [string, string];
  readonly reason: string;
}

interface Struck extends Given {
  readonly mechanism: string;
  readonly by: string;
  readonly against: string;
  readonly class: StrikeClass;
  readonly place: PlaceFact | null;
  readonly occurredAt: AssertedTime;
  readonly statement: string;
  readonly link: CaseLink | null;
}

export type StrikeCommand =
  | (Struck & { readonly type: 'NotifyStrike' })
  | (Struck & { readonly type: 'AllegeStrike' })
  | (Given & { readonly type: 'AdmitStrike'; readonly statement: string })
  | (Given & { readonly type: 'DenyStrike'; readonly statement: string })
  | (Given & { readonly type: 'LinkStrike'; readonly link: CaseLink });
