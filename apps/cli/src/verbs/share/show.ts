import type { Case, CaseEvent } from '@mizan/api-client';
import { facts, table } from '../../output/table';
import { outcomeWords, second } from '../../output/words';
import { gradeWords, holdWords, markingWords, placeWords } from './told';
import type { VerbSpec } from '../spec';

export const showShare: VerbSpec = {
  name: 'show',
  arguments: '<id>',
  description: 'one case and everything that was recorded of it',
  kind: 'read',
  async run(context) {
    const path = { id: context.param(0) };
    const found = await context.api.call('showShare', { path, query: context.asOf });
    return { json: found, text: () => caseText(found) };
  },
};

function caseText(found: Case): string {
  const { reference, id, sharer, recipient, state, overlays, deadline, outcome } = found;
  const head = facts([
    ['Case', `${reference} (${id})${found.exercise ? ', exercise' : ''}`],
    ['From, to', `${sharer} → ${recipient}`],
    ['Kind', `${found.kind}, asked for: ${found.requestedAction}`],
    ['Marking', markingWords(found.marking)],
    ['Place', placeWords(found.place)],
    ['Believed', found.believed],
    ['Grade', gradeWords(found.grade)],
    ['State', [state, ...overlays].join(' + ')],
    ['Superseded by', found.supersededBy],
    ['Due', deadline ? `${second(deadline.due)} (${deadline.basis})` : null],
    ['Hold', found.hold && holdWords(found.hold)],
    ['Outcome', `claimed: ${outcomeWords(outcome)}`],
    ['As of', `position ${found.asOf ?? '–'}, valid at ${second(found.validAt)}`],
  ]);
  return `${head}\n\n${timeline(found.events)}`;
}

function timeline(events: readonly CaseEvent[]): string {
  return table<CaseEvent>(
    [
      { title: 'POSITION', value: ({ position }) => position },
      { title: 'RECORDED', value: ({ recordedAt }) => second(recordedAt) },
      { title: 'OCCURRED', value: ({ occurredAt }) => second(occurredAt?.from) },
      { title: 'BY', value: ({ actor }) => actor.id },
      { title: 'EVENT', value: ({ type }) => type },
    ],
    events,
  );
}
