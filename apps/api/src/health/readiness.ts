import type { Lag } from '@mizan/runtime';

/** Names, states and figures only: anybody may ask. */
export interface Readiness {
  readonly status: 'ready';
  readonly projections: readonly {
    readonly name: string;
    readonly state: 'running' | 'stopped' | 'rebuilding';
    readonly lag: Lag;
  }[];
}
