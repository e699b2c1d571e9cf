import type { Api } from '../../http/api';
import { table } from '../../output/table';
import type { VerbSpec } from '../spec';

export interface ProjectionState {
  readonly name: string;
  readonly version: number;
  readonly position: string | null;
  readonly state: 'running' | 'stopped' | 'rebuilding';
  readonly failure: unknown;
  readonly progress: { readonly done: string; readonly head: string } | null;
}

export const projectionStatus: VerbSpec = {
  name: 'status',
  description: 'every projection: how far it is, and why it stopped (operator)',
  kind: 'server',
  async run(context) {
    const projections = await projectionsOf(context.api);
    return { json: projections, text: () => projectionTable(projections) };
  },
};

export async function projectionsOf(api: Api): Promise<readonly ProjectionState[]> {
  return (await api.get<{ items: readonly ProjectionState[] }>('/v1/operations/projections')).items;
}

export function projectionTable(projections: readonly ProjectionState[]): string {
  return table<ProjectionState>(
    [
      { title: 'PROJECTION', value: ({ name }) => name },
      { title: 'VERSION', value: ({ version }) => String(version) },
      { title: 'STATE', value: ({ state }) => state },
      { title: 'POSITION', value: ({ position }) => position ?? '–' },
      { title: 'FAILURE', value: ({ failure }) => (failure === null ? '' : JSON.stringify(failure)) },
    ],
    projections,
  );
}
