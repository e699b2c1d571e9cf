import type { EpistemicStatus } from '@mizan/access';
import type { CaseOutcome } from '@mizan/domain';
import type { Content } from '../html';
import type { Moment } from '../parts/layout';
import type { PartyZone } from '../times';

/** One line of facts. */
export interface Fact {
  readonly label: string;
  readonly value: Content;
  readonly note?: string;
}

export interface TimelineItem {
  readonly type: string;
  readonly position: string;
  readonly recordedAt: string;
  /** As asserted; null where the fact asserts no time of its own. */
  readonly occurredAt: { readonly from: string; readonly to: string; readonly precision: string } | null;
  /** Set when it was recorded more than an hour after it is said to have happened. Milliseconds. */
  readonly lateMs: number | null;
  readonly actor: { readonly id: string; readonly party: string | null; readonly role: string };
  readonly status: EpistemicStatus;
  readonly details: readonly Fact[];
}

export interface ReplayRow {
  readonly position: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly due: string | null;
  readonly outcome: CaseOutcome;
}

/** A mark on the strip from delivery to deadline and beyond. */
export interface StripMark {
  readonly label: string;
  readonly kind: 'delivered' | 'action' | 'strike' | 'deadline' | 'answer' | 'now';
  readonly at: string;
}

/** Everything a case's page shows, already thinned to what its reader may see. */
export interface CaseModel {
  readonly id: string;
  readonly reference: string;
  readonly sharer: string;
  readonly recipient: string;
  readonly kind: string;
  readonly requestedAction: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly outcome: CaseOutcome;
  readonly due: string | null;
  readonly believed: string | null;
  readonly place: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly timeline: readonly TimelineItem[];
  readonly replay: readonly ReplayRow[];
  readonly strip: readonly StripMark[];
  readonly moment: Moment;
  readonly zones: readonly PartyZone[];
}
