import type { Mechanism } from '@mizan/access';
import type { Clock, EventCodec, EventStore } from '@mizan/es';
import type { ControlDatabase, ReadDatabase } from '@mizan/read-models';
import type { Settings } from '@mizan/runtime';

/** What the api stands on. Whoever opens these parts closes them. */
export interface LedgerParts {
  readonly settings: Settings;
  readonly mechanism: Mechanism;
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
  /** Opened read-only: the worker alone writes it. */
  readonly readDatabase: ReadDatabase;
  /** The apis' own: requests to the worker and whatever else only they write. */
  readonly controlDatabase: ControlDatabase;
}
