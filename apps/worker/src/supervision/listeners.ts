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
import { observed } from '../telemetry/observed-projection';
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
  { store, codec, clock, log, metrics, tracing }: WorkerParts,
  { db, control }: { readonly db: ReadDatabase; readonly control: Control },
): ProcessTicker<RecordDeadline> {
  const handler = new CommandHandler({ store, codec, clock });
  return new ProcessTicker(process, {
    timers: timerStore(db),
    clock,
    log,
    paused: () => control.importing(),
    dispatch: async (command, commandId) => {
      // Nobody's request stands behind it: its trace is the one that its events name anyway.
      const words = { name: `process ${process.name}`, root: { correlationId: commandId, commandId } };
      await tracing.within(words, () => send({ handler, clock }, command, commandId));
      metrics.fired.add({ process: process.name });
    },
  });
}

function supervised<Tx>(
  projection: Projection<Tx>,
  parts: WorkerParts,
  sql: ListenerDatabases & { readonly checkpoints: CheckpointStore<Tx> },
): Listener {
  const { name, version } = projection;
  const { store, codec, log } = parts;
  const seen = observed(projection, sql.checkpoints, parts);
  return new SupervisedProjection(seen.projection, {
    store,
    codec,
    log,
    checkpoints: seen.checkpoints,
    needsRebuild: () => needsRebuild(sql.db, projection),
    rebuild: (readable) => rebuild(sql.db, name, { store, codec: readable }),
    leftOut: () => sql.skips.eventsOf(name, version),
    forgetFailure: () => forgetFailure(sql.db, name),
  });
}
