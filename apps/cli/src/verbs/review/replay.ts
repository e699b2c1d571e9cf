import type { ReplayedState } from '@mizan/api-client';
import { table } from '../../output/table';
import { outcomeWords, second } from '../../output/words';
import type { VerbSpec } from '../spec';

/** `mizan replay ID` */
export const replay: VerbSpec = {
  name: 'replay',
  arguments: '<id>',
  description: "a case's state after each of its events, oldest first, folded from the event store",
  kind: 'read',
  async run(context) {
    const path = { id: context.param(0) };
    const { states } = await context.api.call('replayShare', { path, query: context.asOf });
    return { json: states, text: () => statesText(states) };
  },
};

function statesText(states: readonly ReplayedState[]): string {
  return table<ReplayedState>(
    [
      { title: 'POSITION', value: ({ position }) => position },
      { title: 'RECORDED', value: ({ recordedAt }) => second(recordedAt) },
      { title: 'EVENT', value: ({ type }) => type },
      { title: 'STATE AFTER', value: ({ state, overlays }) => [state, ...overlays].join(' + ') },
      { title: 'DUE', value: ({ deadline }) => second(deadline?.due) },
      { title: 'OUTCOME (CLAIMED)', value: ({ outcome }) => outcomeWords(outcome) },
    ],
    states,
  );
}
