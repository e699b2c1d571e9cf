import { shareStream, strikeStream } from '@mizan/domain';
import type { Decoded } from '@mizan/es';
import { sql, type ExpressionBuilder } from 'kysely';
import { instantColumn, instantFrom, truthColumn } from '../database/instants';
import type { ReadSchema, ReadTx } from '../database/schema';
import type { EventColumns } from './share-board.tables';

/** The event as columns of the version that it makes. */
export function eventColumns(event: Decoded): EventColumns {
  const { occurredAt = null, actor = null, exercise } = event.metadata;
  return {
    event_id: event.id,
    type: event.type,
    recorded_at: instantColumn(event.metadata.recordedAt),
    event_exercise: truthColumn(exercise === true),
    occurred_at: occurredAt === null ? null : JSON.stringify(occurredAt),
    actor: JSON.stringify(actor),
    data: JSON.stringify(event.data),
  };
}

/** Of a version that another stream's event made. */
export const noEvent: EventColumns = {
  event_id: null,
  type: null,
  recorded_at: null,
  event_exercise: null,
  occurred_at: null,
  actor: null,
  data: null,
};

const asColumnsGiveThem = /^....-..-..T..:..:..\....Z$/;

/** The event as its columns give it back, so that a view that is folded now equals one that is folded later. */
export function asStored(event: Decoded): Decoded {
  if (asColumnsGiveThem.test(event.metadata.recordedAt)) return event;
  const recordedAt = instantFrom(instantColumn(event.metadata.recordedAt));
  return { ...event, metadata: { ...event.metadata, recordedAt } };
}

/** A version's own event as it was before it became columns, as far as folds and timelines are concerned. */
export interface OwnEvent {
  readonly kind: 'share' | 'strike';
  /** Id of the case or the strike. */
  readonly subject: string;
  readonly stream: string;
  readonly position: bigint;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: {
    readonly recordedAt: string;
    readonly exercise: boolean;
    readonly actor: unknown;
    /** Null where the event does not say. */
    readonly occurredAt: unknown;
  };
}

export interface EventSpan {
  /** Cases with the position after which their events are wanted. */
  readonly cases: ReadonlyMap<string, bigint | null>;
  /** Inclusive; null for all there is. */
  readonly upTo: bigint | null;
}

/** The events of cases, and all of the strikes that were linked to one of them by then; oldest first. */
export async function eventsOfCases(tx: ReadTx, span: EventSpan): Promise<OwnEvent[]> {
  const rows = await ofCases(tx, span).unionAll(ofLinkedStrikes(tx, span)).orderBy('position').execute();
  return ownEvents(rows);
}

/** Oldest first. */
export async function eventsOfStrikes(tx: ReadTx, ids: readonly string[], upTo: bigint): Promise<OwnEvent[]> {
  const rows = await ofStrikes(tx, upTo).where('strike_id', 'in', ids).orderBy('position').execute();
  return ownEvents(rows);
}

const columns = [
  'from_position as position',
  'revision',
  'event_id',
  'type',
  'recorded_at',
  'event_exercise',
  'occurred_at',
  'actor',
  'data',
] as const;

/** The statement behind the cases' own events. */
export function ofCases(tx: ReadTx, { cases, upTo }: EventSpan) {
  const whole = [...cases].flatMap(([id, after]) => (after === null ? id : []));
  const which = (where: ExpressionBuilder<ReadSchema, 'case_version'>) =>
    where.or([
      ...(whole.length > 0 ? [where('case_id', 'in', whole)] : []),
      ...[...cases].flatMap(([id, after]) =>
        after === null ? [] : where.and([where('case_id', '=', id), where('from_position', '>', after)]),
      ),
    ]);
  return tx
    .selectFrom('case_version')
    .select([sql<'share' | 'strike'>`'share'`.as('kind'), 'case_id as subject', ...columns])
    .where(which)
    .where('event_id', 'is not', null)
    .$if(upTo !== null, (query) => query.where('from_position', '<=', upTo));
}

/** The statement behind the events of strikes. */
export function ofLinkedStrikes(tx: ReadTx, { cases, upTo }: EventSpan) {
  const linked = tx
    .selectFrom('case_strike')
    .select('strike_id')
    .where('case_id', 'in', [...cases.keys()])
    .$if(upTo !== null, (query) => query.where('from_position', '<=', upTo));
  return ofStrikes(tx, upTo).where('strike_id', 'in', linked);
}

function ofStrikes(tx: ReadTx, upTo: bigint | null) {
  return tx
    .selectFrom('strike_version')
    .select([sql<'share' | 'strike'>`'strike'`.as('kind'), 'strike_id as subject', ...columns])
    .$if(upTo !== null, (query) => query.where('from_position', '<=', upTo));
}

type FoundEvent = EventColumns & Pick<OwnEvent, 'kind' | 'subject' | 'position' | 'revision'>;

/** Few actors speak in many events. */
function ownEvents(rows: readonly FoundEvent[]): OwnEvent[] {
  const actors = new Map<string | null, unknown>();
  return rows.map((row) => {
    if (!actors.has(row.actor)) actors.set(row.actor, parsed(row.actor));
    return ownEvent(row, actors.get(row.actor));
  });
}

function ownEvent(row: FoundEvent, actor: unknown): OwnEvent {
  const { kind, subject, position, revision } = row;
  return {
    kind,
    subject,
    stream: kind === 'share' ? shareStream(subject) : strikeStream(subject),
    position,
    revision,
    id: row.event_id ?? '',
    type: row.type ?? '',
    data: parsed(row.data),
    metadata: {
      recordedAt: instantFrom(row.recorded_at ?? 0n),
      exercise: row.event_exercise === 1n,
      actor,
      occurredAt: parsed(row.occurred_at),
    },
  };
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
