import {
  contentText,
  eventIdOf,
  jsonContent,
  type EventMetadata,
  type EventStore,
  type RecordedEvent,
} from '@mizan/es';
import type { Write } from './api-client';

export interface LedgerAudit {
  readonly events: number;
  readonly acknowledged: number;
  /** Acknowledged orders whose events are missing, or not where the answer said. */
  readonly lost: readonly string[];
  /** Orders whose events stand in the ledger more than once. */
  readonly doubled: readonly string[];
  /** Cases that nobody acted on, and those of them that do not have exactly one DeadlineMissed. */
  readonly abandoned: number;
  readonly deadlines: readonly string[];
}

export interface AuditSubject {
  readonly acknowledged: readonly Write[];
  readonly abandoned: readonly string[];
}

/** Holds what the writers were told against what the ledger says. */
export async function auditLedger(store: EventStore, subject: AuditSubject): Promise<LedgerAudit> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  const orders = Map.groupBy(events, ({ metadata }) => (metadata as EventMetadata).commandId);
  return {
    events: events.length,
    acknowledged: subject.acknowledged.length,
    lost: subject.acknowledged.filter((write) => !stands(write, orders.get(write.key))).map(({ key }) => key),
    doubled: [...orders].filter(([commandId, found]) => !isOnce(commandId, found)).map(([id]) => id),
    abandoned: subject.abandoned.length,
    deadlines: subject.abandoned.filter((id) => missesOf(events, id) !== 1),
  };
}

function stands({ revision, position }: Write, events: readonly RecordedEvent[] = []): boolean {
  const last = events.at(-1);
  return last !== undefined && String(last.revision) === revision && String(last.position) === position;
}

/** One order is one append: its events have the ids that follow from it, each once, in one run of one stream. */
function isOnce(commandId: string, events: readonly RecordedEvent[]): boolean {
  const [first] = events;
  return events.every(
    (event, index) =>
      event.id === eventIdOf(commandId, index, contentText(jsonContent(event))) &&
      event.stream === first?.stream &&
      event.revision === first.revision + BigInt(index),
  );
}

function missesOf(events: readonly RecordedEvent[], caseId: string): number {
  return events.filter(({ type, stream }) => type === 'DeadlineMissed' && stream === `share-${caseId}`)
    .length;
}
