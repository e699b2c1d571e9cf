import { COMMIT_BUCKETS, type Meters } from '../storage/meters';
import { indexFileOf } from '../storage/index/open-index';
import type { Store } from '../storage/store';
import { sizeOf } from './info';

/** What the doors tell beside the store. */
export interface DoorFigures {
  /** Calls that are open now: live subscriptions, reads and appends that go on. */
  readonly calls: number;
  readonly connections: number;
}

/** The store's figures in Prometheus' text format. */
export function metricsText(store: Store, doors: DoorFigures): string {
  const { meters, database } = store;
  const outcomes = [...meters.outcomes].map(([kind, count]) => `{outcome="${kind}"} ${String(count)}`);
  return [
    metric('counter', 'writes_total', 'Appends, deletions and tombstones, by how they ended.', outcomes),
    metric('counter', 'events_written_total', 'Events committed.', [` ${String(meters.eventsWritten)}`]),
    metric('counter', 'events_read_total', 'Events read from the file.', [` ${String(meters.eventsRead)}`]),
    metric('counter', 'damages_total', 'Damaged places met and not served.', [` ${String(meters.damages)}`]),
    metric('histogram', 'commit_seconds', 'Time of one commit, its fsync included.', commits(meters)),
    metric('gauge', 'last_position', 'Position of the last write.', [` ${String(store.lastPosition())}`]),
    metric('gauge', 'file_bytes', 'Size of the file.', [` ${String(sizeOf(database))}`]),
    metric('gauge', 'index_bytes', 'Size of the index.', [` ${String(sizeOf(indexFileOf(database)))}`]),
    metric('gauge', 'open_calls', 'gRPC calls that are open.', [` ${String(doors.calls)}`]),
    metric('gauge', 'open_connections', 'Connections that are open.', [` ${String(doors.connections)}`]),
    metric('gauge', 'resident_bytes', 'Resident memory of the process.', [
      ` ${String(process.memoryUsage.rss())}`,
    ]),
  ].join('');
}

function metric(type: string, name: string, help: string, samples: readonly string[]): string {
  const full = `mizan_store_${name}`;
  const lines = [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} ${type}`,
    ...samples.map((sample) => full + sample),
  ];
  return `${lines.join('\n')}\n`;
}

function commits({ commitsUpTo, commits: all, commitSeconds }: Meters): string[] {
  const buckets = COMMIT_BUCKETS.map(
    (end, index) => `_bucket{le="${String(end)}"} ${String(commitsUpTo[index])}`,
  );
  return [
    ...buckets,
    `_bucket{le="+Inf"} ${String(all)}`,
    `_sum ${String(commitSeconds)}`,
    `_count ${String(all)}`,
  ];
}
