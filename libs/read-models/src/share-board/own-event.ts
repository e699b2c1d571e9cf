import { shareStream, strikeStream, type Actor, type AssertedTime } from '@mizan/domain';
import type { Decoded } from '@mizan/es';
import { sql, type ExpressionBuilder } from 'kysely';
import type { ReadSchema, ReadTx } from '../database/schema';

/** What a version's row keeps of the event that made it: what folds and timelines look at. */
interface KeptEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: {
    /** RFC 3339, UTC. */
    readonly recordedAt: string;
    readonly exercise: boolean;
    readonly actor: Actor;
    /** Null where the event does not say. */
    readonly occurredAt: AssertedTime | null;
  };
}

/** A version's own event, with its place. */
export interface OwnEvent extends KeptEvent {
  readonly kind: 'share' | 'strike';
  /** Id of the case or the strike. */
  readonly subject: string;
  readonly stream: string;
  readonly position: bigint;
  readonly revision: bigint;
}

/** The event as a column of the version that it makes. */
export function eventColumn({ id, type, data, metadata }: Decoded): string {
  const { recordedAt, occurredAt = null, actor = null, exercise } = metadata;
  return JSON.stringify({
    id,
    type,
    data,
    metadata: { recordedAt, exercise: exercise === true, actor, occurredAt },
  });
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
  return rows.map(ownEvent);
}

/** Oldest first. */
export async function eventsOfStrikes(tx: ReadTx, ids: readonly string[], upTo: bigint): Promise<OwnEvent[]> {
  const rows = await ofStrikes(tx, upTo).where('strike_id', 'in', ids).orderBy('position').execute();
  return rows.map(ownEvent);
}

const columns = ['from_position as position', 'revision', 'event'] as const;

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
    .where('event', 'is not', null)
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
    .where('event', 'is not', null)
    .$if(upTo !== null, (query) => query.where('from_position', '<=', upTo));
}

type FoundEvent = Pick<OwnEvent, 'kind' | 'subject' | 'position' | 'revision'> & {
  readonly event: string | null;
};

function ownEvent({ kind, subject, position, revision, event }: FoundEvent): OwnEvent {
  const kept = JSON.parse(event ?? 'null') as KeptEvent;
  const stream = kind === 'share' ? shareStream(subject) : strikeStream(subject);
  return { ...kept, kind, subject, stream, position, revision };
}
