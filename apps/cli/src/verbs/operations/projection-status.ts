import type { Projection, ProjectionFailure, SkippedEvent } from '@mizan/api-client';
import { usage } from '../../cli-problem';
import type { Api } from '../../http/api';
import { table } from '../../output/table';
import type { VerbSpec } from '../spec';

export const projectionStatus: VerbSpec = {
  name: 'status',
  description: 'every projection: how far it is, why it stopped, what it was told to leave out (operator)',
  kind: 'server',
  async run(context) {
    const projections = await projectionsOf(context.api);
    return { json: projections, text: () => projectionText(projections) };
  },
};

export async function projectionsOf(api: Api): Promise<readonly Projection[]> {
  return (await api.call('projections', {})).items;
}

/** @throws CliProblem usage for a name that there is not */
export async function projectionNamed(api: Api, name: string): Promise<Projection> {
  const projections = await projectionsOf(api);
  const found = projections.find((projection) => projection.name === name);
  if (found) return found;
  const known = projections.map((projection) => projection.name).join(', ');
  throw usage(`There is no projection ${name}.`, `Name one of ${known}.`);
}

/** The table, then a paragraph for every event that stopped one or was left out. */
export function projectionText(projections: readonly Projection[]): string {
  const overview = table<Projection>(
    [
      { title: 'PROJECTION', value: ({ name }) => name },
      { title: 'VERSION', value: ({ version }) => String(version) },
      { title: 'STATE', value: ({ state }) => state },
      { title: 'POSITION', value: ({ position }) => position ?? '–' },
      { title: 'BEHIND', value: ({ lag }) => behind(lag) },
    ],
    projections,
  );
  const more = projections.flatMap((one) => [
    ...stoppedText(one),
    ...one.skipped.map((event) => skipText(one, event)),
  ]);
  return [overview, ...more].join('\n\n');
}

function behind({ events, more, seconds }: Projection['lag']): string {
  if (events === 0) return '–';
  return `${events}${more ? '+' : ''} events, ${Math.round(seconds)} s`;
}

function stoppedText({ name, failure }: Projection): string[] {
  if (!failure) return [];
  return [
    `${name} is stopped at ${failureText(failure)}\n  ${failure.error}\n  Mend the cause, then: mizan projection retry ${name} --yes\n  Or go on without the event: mizan projection skip ${name} --event ${failure.eventId} --reason TEXT --yes`,
  ];
}

export function failureText({ eventType, eventId, position, fingerprint }: ProjectionFailure): string {
  return `${eventType} ${eventId}, position ${position} (fingerprint ${fingerprint})`;
}

function skipText({ name }: Projection, event: SkippedEvent): string {
  const past = event.inForce ? 'leaves out' : `left out, in version ${String(event.version)},`;
  const said = `Said by ${event.skippedBy} at ${event.skippedAt}: ${event.reason}`;
  return [`${name} ${past} ${failureText(event)}`, event.error, said, ...withdrawalText(event)].join('\n  ');
}

function withdrawalText({ withdrawal, inForce }: SkippedEvent): string[] {
  if (!withdrawal) return [];
  const { withdrawnBy, withdrawnAt, reason } = withdrawal;
  const due = inForce ? ['Until a rebuild succeeds the tables lack it: mizan projection rebuild --yes'] : [];
  return [`Withdrawn by ${withdrawnBy} at ${withdrawnAt}: ${reason}`, ...due];
}
