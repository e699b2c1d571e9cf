import { Inject, Injectable } from '@nestjs/common';
import type { Clock, EventStore } from '@mizan/es';
import { OperationsQueries, type ProjectionStatus } from '@mizan/read-models';
import { lagOf, noLag, type Lag } from '@mizan/runtime';
import { CLOCK, EVENT_STORE } from '../ledger-access/tokens';
import { headOf } from '../ledger/export';
import { within } from './within';

export interface ProjectionHealth extends ProjectionStatus {
  readonly lag: Lag;
}

/** Events that are counted before the answer says "more": this is asked every few seconds. */
const counted = 1_000;

/** Milliseconds that the store may take. */
const patience = 3_000;

/** How far every projection and process is behind the ledger. */
@Injectable()
export class ProjectionsHealth {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly operations: OperationsQueries,
  ) {}

  /** @throws EventStoreError, ReadDatabaseProblem */
  async look(): Promise<ProjectionHealth[]> {
    const projections = await this.operations.projections();
    const head = await within(patience, () => headOf(this.store));
    const lags = new Map<bigint | null, Lag>();
    for (const { position } of projections) {
      if (!lags.has(position)) lags.set(position, await this.behind(position, head));
    }
    return projections.map((status) => ({ ...status, lag: lags.get(status.position) ?? noLag }));
  }

  private behind(position: bigint | null, head: bigint | null): Promise<Lag> {
    if (head === null || (position !== null && position >= head)) return Promise.resolve(noLag);
    return lagOf(this.store, { after: position, atMost: counted, now: this.clock.now() });
  }
}
