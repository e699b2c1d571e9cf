import type { Projection, Status } from '@mizan/api-client';
import { finding, mild, type Finding } from './finding';

/** Milliseconds that the newest entry may lie in the future. */
const tolerance = 5_000;

/** Seconds after which somebody should look at a projection that has not stopped. */
const patienceS = 60;

export function judgedStatus({ eventStore, ledger }: Status, now: number): readonly Finding[] {
  // Nobody knows where a store ends that does not answer.
  if (eventStore.problem !== null) return store(eventStore);
  return [...foreign(ledger), ...setBack(ledger, now)];
}

function store({ connection, problem }: Status['eventStore']): readonly Finding[] {
  if (problem === null) return [];
  const detail = `The api cannot reach the event store ${connection}: ${problem.replace(/\.$/, '')}.`;
  return [finding('STORE_UNREACHABLE', detail, 'Start the event store, or correct MIZAN_EVENTSTORE.')];
}

function foreign({ head, readable }: Status['ledger']): readonly Finding[] {
  if (readable === null || BigInt(readable) <= BigInt(head ?? 0)) return [];
  const detail = `The read models know position ${readable}, but the event store ends at ${head ?? 'nothing'}: they belong to another ledger, or the store lost entries.`;
  const remedy =
    'Put the store and the data folder (or database) together that belong together. If entries are missing, stop Mizan and put back the last copy of the store.';
  return [finding('LEDGER_MISMATCH', detail, remedy)];
}

function setBack({ recordedAt }: Status['ledger'], now: number): readonly Finding[] {
  const ahead = recordedAt === null ? 0 : Date.parse(recordedAt) - now;
  if (ahead < tolerance) return [];
  const detail = `The newest entry was recorded at ${recordedAt}, ${Math.round(ahead / 1000)} s from now: a clock was set back, or one is wrong.`;
  return [finding('CLOCK_SKEW', detail, 'Synchronise the clocks of all machines that run Mizan by NTP.')];
}

export function judgedProjections(projections: readonly Projection[]): readonly Finding[] {
  return projections.flatMap((one) => [...stopped(one), ...behind(one), ...skipped(one)]);
}

function stopped({ name, failure }: Projection): readonly Finding[] {
  if (!failure) return [];
  const { eventType, eventId, position, fingerprint, error } = failure;
  const detail = `The projection ${name} is stopped at ${eventType} ${eventId}, position ${position}: ${error} (fingerprint ${fingerprint}).`;
  const remedy = `Mend the cause and say mizan projection retry ${name}; or mizan projection skip ${name}, which leaves the event out and says so.`;
  return [finding('PROJECTION_STOPPED', detail, remedy)];
}

function behind({ name, state, lag }: Projection): readonly Finding[] {
  if (state === 'stopped' || lag.seconds < patienceS) return [];
  const detail = `The projection ${name} is ${lag.events}${lag.more ? ' and more' : ''} events and ${Math.round(lag.seconds)} s behind.`;
  return [mild('PROJECTION_BEHIND', detail, 'Look whether the worker runs, and at the load of its machine.')];
}

function skipped({ name, skipped: events }: Projection): readonly Finding[] {
  const inForce = events.filter((event) => event.inForce).length;
  if (inForce === 0) return [];
  const detail = `The projection ${name} leaves out ${inForce} ${inForce === 1 ? 'event' : 'events'} on an operator's word.`;
  return [
    mild('EVENTS_SKIPPED', detail, 'mizan projection status lists them; a newer version tries them again.'),
  ];
}
