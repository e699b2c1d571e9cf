import { Inject, Injectable } from '@nestjs/common';
import type { EventStore, RecordedEvent } from '@mizan/es';
import { LedgerQueries, OperationsQueries, type Control } from '@mizan/read-models';
import { mizanVersion, type Settings } from '@mizan/runtime';
import { CONTROL, EVENT_STORE, SETTINGS } from '../ledger-access/tokens';
import { countOf } from '../ledger/export';
import { within } from './within';
import { withoutCredentials } from './without-credentials';

/** Positions are decimal strings, memory is in bytes, times in seconds. */
export interface Status {
  readonly version: string;
  readonly node: string;
  readonly pid: number;
  readonly uptimeS: number;
  readonly eventStore: {
    /** Without user and password. */
    readonly connection: string;
    readonly embedded: boolean;
    /** Why the store did not answer; null when it did. */
    readonly problem: string | null;
  };
  readonly ledger: {
    readonly head: string | null;
    readonly readable: string | null;
    /** When the newest event was recorded, as its envelope says; null when there is none or it has no envelope. */
    readonly recordedAt: string | null;
  };
  /** Events that are stored and not readable yet; null when the store did not answer. `more`: there are more than counted. */
  readonly lag: { readonly events: number | null; readonly more: boolean };
  readonly activity: { readonly what: string; readonly since: string } | null;
  readonly importing: boolean;
  readonly memory: { readonly rss: number; readonly heapUsed: number; readonly external: number };
}

/** Milliseconds that the store may take. */
const patience = 3_000;

/** Events that are counted before the answer says "more". */
const counted = 10_000;

/** How this installation is, as the api sees it. */
@Injectable()
export class StatusService {
  private readonly version = mizanVersion();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CONTROL) private readonly control: Control,
    private readonly ledger: LedgerQueries,
    private readonly operations: OperationsQueries,
  ) {}

  async status(): Promise<Status> {
    const readable = await this.ledger.applied();
    const { newest, lag, problem } = await this.lookAtStore(readable);
    const { eventStore, embedded } = this.settings;
    const { rss, heapUsed, external } = process.memoryUsage();
    return {
      version: this.version,
      node: process.version,
      pid: process.pid,
      uptimeS: Math.round(process.uptime()),
      eventStore: { connection: withoutCredentials(eventStore), embedded, problem },
      ledger: {
        head: newest?.position.toString() ?? null,
        readable: readable?.toString() ?? null,
        recordedAt: newest && recordedAt(newest),
      },
      lag,
      activity: await this.operations.activity(),
      importing: await this.control.importing(),
      memory: { rss, heapUsed, external },
    };
  }

  private async lookAtStore(readable: bigint | null) {
    try {
      const newest = await within(patience, () => newestOf(this.store));
      const events = await within(patience, () => this.countAfter(readable));
      return { newest, problem: null, lag: { events: Math.min(events, counted), more: events > counted } };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { newest: null, problem, lag: { events: null, more: false } };
    }
  }

  private async countAfter(position: bigint | null): Promise<number> {
    const after = position === null ? {} : { after: position };
    return countOf(this.store.readAll({ ...after, maxCount: counted + 1 }));
  }
}

async function newestOf(store: EventStore): Promise<RecordedEvent | null> {
  for await (const event of store.readAll({ direction: 'backwards', maxCount: 1 })) return event;
  return null;
}

function recordedAt({ metadata }: RecordedEvent): string | null {
  const at = (metadata as { readonly recordedAt?: unknown } | null)?.recordedAt;
  return typeof at === 'string' ? at : null;
}
