import { answer, listOf, oneFrom, part, text, told } from '../openapi';
import { lag } from '../operations/operations.answers';
import type { Readiness } from './readiness';

export const liveAnswer = answer<{ status: 'live' }>('Live', { status: oneFrom('live') });

export const readyAnswer = answer<Readiness>('Ready', {
  status: oneFrom('ready'),
  projections: told(
    listOf(
      part<Readiness['projections'][number]>({
        name: told(text, 'Of the projection.', { examples: ['cases'] }),
        state: oneFrom('running', 'stopped', 'rebuilding'),
        lag,
      }),
    ),
    'What one lacks delays reading and does not make the api unready.',
  ),
});
