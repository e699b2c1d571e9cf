import type { RecordDeadline } from '@mizan/domain';
import { asProjection, CommandHandler, type CheckpointStore, type Projection } from '@mizan/es';
import {
  checkpoints,
  forgetFailure,
  needsRebuild,
  processCheckpoints,
  rebuild,
  timerStore,
  type Control,
  type ReadDatabase,
  type Skips,
} from '@mizan/read-models';
import { ProcessTicker } from '../deadlines/process-ticker';
import type { ProcessSubscription, Subscription } from '../subscriptions';
import type { WorkerParts } from '../tokens';
import { SupervisedProjection } from './supervised-projection';

/** What a listener looks like from outside, whatever its transaction is. */
export type Listener = Pick<
  SupervisedProjection<unknown>,
  'name' | 'start' | 'stop' | 'rebuild' | 'resume' | 'isSettled'
>;

/** Where a listener keeps what it does, and what operators said of it. */
export interface ListenerDatabases {
  readonly db: ReadDatabase;
  readonly skips: Pick<Skips, 'eventsOf'>;
}

/** Follows the ledger with a read model, or with a process's timers. */
export function listenerOf(
  subscription: Subscription,
  parts: WorkerParts,
  databases: ListenerDatabases,
): Listener {
  const { db } = databases;
  return subscription.kind === 'projection'
    ? supervised(subscription.projection, parts, { ...databases, checkpoints: checkpoints(db) })
    : supervised(asProjection(subscription.process), parts, {
        ...databases,
        checkpoints: processCheckpoints(db),
      });
}

/** Lets a process's commands go when their time comes, except while a ledger is being imported. */
export function tickerOf(
  { process, send }: ProcessSubscription,
  { store, codec, clock, log }: WorkerParts,
  { db, control }: { readonly db: ReadDatabase; readonly control: Control },
): ProcessTicker<RecordDeadline> {
  const handler = new CommandHandler({ store, codec, clock });
  return new ProcessTicker(process, {
    timers: timerStore(db),
    clock,
    log,
    paused: () => control.importing(),
    dispatch: async (command, commandId) => void (await send({ handler, clock }, command, commandId)),
  });
}

function supervised<Tx>(
  projection: Projection<Tx>,
  { store, codec, log }: WorkerParts,
  sql: ListenerDatabases & { readonly checkpoints: CheckpointStore<Tx> },
): Listener {
  const { name, version } = projection;
  return new SupervisedProjection(projection, {
    store,
    codec,
    log,
    checkpoints: sql.checkpoints,
    needsRebuild: () => needsRebuild(sql.db, projection),
    rebuild: (readable) => rebuild(sql.db, name, { store, codec: readable }),
    leftOut: () => sql.skips.eventsOf(name, version),
    forgetFailure: () => forgetFailure(sql.db, name),
  });
}
