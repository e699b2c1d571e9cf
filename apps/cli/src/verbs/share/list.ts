import { allPages } from '../../http/all-pages';
import { caseTable } from '../case-table';
import type { VerbSpec } from '../spec';

/** Every case, from all pages, under two names: the officers' list and the meeting's board are one read. */
export function listCases(name: string, description: string): VerbSpec {
  return {
    name,
    description,
    kind: 'read',
    options: [{ flags: '--state <state>', description: 'only cases in this state, such as Admitted' }],
    async run(context) {
      const query = { ...context.asOf, state: context.text('state') };
      const cases = await allPages((further) =>
        context.api.call('listShares', { query: { ...query, ...further } }),
      );
      return { json: cases, text: () => caseTable(cases) };
    },
  };
}
