import { deadlineProcess, type RecordDeadline } from '@mizan/domain';
import type { Process, Projection } from '@mizan/es';
import { readModelProjections, type ReadTx } from '@mizan/read-models';
import { SettingsProblem } from '@mizan/runtime';
import { recordDeadline, type RecordDeadlineParts } from './deadlines/record-deadline';

/** A read model that follows the ledger. */
export interface ProjectionSubscription {
  readonly kind: 'projection';
  readonly name: string;
  readonly projection: Projection<ReadTx>;
}

/** A rule that follows the ledger and, when its time comes, speaks as System. */
export interface ProcessSubscription {
  readonly kind: 'process';
  readonly name: string;
  readonly process: Process<RecordDeadline>;
  readonly send: (parts: RecordDeadlineParts, command: RecordDeadline, commandId: string) => Promise<unknown>;
}

export type Subscription = ProjectionSubscription | ProcessSubscription;

/** Everything that listens to the ledger. Nothing else in Mizan reacts to an event. */
export function subscriptions(): readonly Subscription[] {
  return [
    projection('cases'),
    projection('incidents'),
    projection('ledger'),
    {
      kind: 'process',
      name: deadlineProcess.name,
      process: deadlineProcess,
      send: (parts, command, commandId) => recordDeadline(parts, command, { commandId }),
    },
  ];
}

/**
 * `MIZAN_SUBSCRIPTIONS` names what this worker runs, separated by commas; absent or empty means everything.
 * @throws SettingsProblem for a name that nothing listens under
 */
export function chosenSubscriptions(env: NodeJS.ProcessEnv): readonly Subscription[] {
  const all = subscriptions();
  const names = (env['MIZAN_SUBSCRIPTIONS'] ?? '').split(',').flatMap((name) => name.trim() || []);
  const strange = names.find((name) => !all.some((known) => known.name === name));
  if (strange === undefined) return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const known = all.map(({ name }) => name).join(', ');
  throw new SettingsProblem(
    `MIZAN_SUBSCRIPTIONS names "${strange}", which nothing listens under: use ${known}.`,
  );
}

function projection(name: string): ProjectionSubscription {
  const found = readModelProjections().find((known) => known.name === name);
  if (!found) throw new Error(`No read model is called ${name}.`);
  return { kind: 'projection', name, projection: found };
}
