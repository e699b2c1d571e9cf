import type { Strike } from '@mizan/api-client';
import { allPages } from '../../http/all-pages';
import { facts, table } from '../../output/table';
import { minute } from '../../output/words';
import type { VerbSpec } from '../spec';

export const listStrikes: VerbSpec = {
  name: 'list',
  description: 'every strike that this persona may see',
  kind: 'read',
  async run(context) {
    const strikes = await allPages((further) =>
      context.api.call('listStrikes', { query: { ...context.asOf, ...further } }),
    );
    return { json: strikes, text: () => strikeTable(strikes) };
  },
};

export const showStrike: VerbSpec = {
  name: 'show',
  arguments: '<strike>',
  description: 'one strike',
  kind: 'read',
  async run(context) {
    const path = { id: context.param(0) };
    const found = await context.api.call('showStrike', { path, query: context.asOf });
    return { json: found, text: () => strikeText(found) };
  },
};

function strikeTable(strikes: readonly Strike[]): string {
  return table<Strike>(
    [
      { title: 'STRIKE', value: ({ id }) => id },
      { title: 'BY', value: ({ by }) => by },
      { title: 'AGAINST', value: ({ against }) => against },
      { title: 'CLASS', value: (strike) => strike.class },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'OCCURRED', value: ({ occurredAt }) => minute(occurredAt.from) },
      { title: 'CASES', value: ({ linkedCases }) => String(linkedCases.length) },
    ],
    strikes,
  );
}

function strikeText(strike: Strike): string {
  return facts([
    ['Strike', strike.id],
    ['By, against', `${strike.by} → ${strike.against}`],
    ['Class', strike.class],
    ['Status', strike.status],
    ['Occurred', minute(strike.occurredAt.from)],
    ['Cases', strike.linkedCases.join(', ')],
  ]);
}
