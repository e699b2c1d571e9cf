/** The parts of the server's answers that people are shown; programs get them whole. */
export interface CaseSummary {
  readonly id: string;
  readonly reference: string;
  readonly sharer: string;
  readonly recipient: string;
  readonly kind: string;
  readonly requestedAction: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly deadline: { readonly due: string; readonly basis: string } | null;
  readonly outcome: CaseOutcome;
  readonly exercise?: boolean;
}

export interface CaseOutcome {
  readonly claimed: string;
  readonly contested: boolean;
  readonly found: string | null;
}

export interface CaseEvent {
  readonly type: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly occurredAt: { readonly from: string; readonly to: string } | null;
  readonly actor: { readonly id: string };
}

export interface CaseDetail extends CaseSummary {
  readonly believed?: string;
  readonly events: readonly CaseEvent[];
  readonly asOf: string | null;
  readonly validAt: string;
}

export interface CaseAfter {
  readonly position: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly outcome: CaseOutcome;
  readonly deadline: { readonly due: string } | null;
}

export interface Metric {
  readonly n: number | null;
  readonly N: number | null;
  readonly value: number | null;
  readonly reason?: string;
  readonly unit?: string;
}
