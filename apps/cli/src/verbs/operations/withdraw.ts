import { refused, usage } from '../../cli-problem';
import type { VerbSpec } from '../spec';
import { failureText, projectionNamed, projectionText } from './projection-status';
import { rebuilt } from './rebuild';
import { assertConfirmed, yesOption } from './requests';

export const withdrawSkip: VerbSpec = {
  name: 'withdraw',
  arguments: '<name>',
  description: 'take a skip back and build the tables anew with its event; kept on record (operator)',
  kind: 'server',
  options: [
    { flags: '--event <id>', description: 'the event that is left out, as projection status shows it' },
    {
      flags: '--reason <text>',
      description: 'why its rows must not lack the event any more: kept and shown',
    },
    yesOption,
  ],
  async run(context) {
    const name = context.param(0);
    const { skipped } = await projectionNamed(context.api, name);
    const left = skipped.filter(({ inForce, withdrawal }) => inForce && !withdrawal);
    const event = context.text('event');
    const found = left.find(({ eventId }) => eventId === event?.toLowerCase());
    if (left.length === 0) throw refused(`${name} leaves nothing out.`, 'There is nothing to do.');
    if (!found)
      throw usage('Which event?', `Say --event ID, one of ${left.map(({ eventId }) => eventId).join(', ')}.`);
    assertConfirmed(context, `This builds the tables of ${name} anew, with ${failureText(found)}.`);
    const reason = context.text('reason');
    if (!reason) throw usage('A withdrawal has its reason.', 'Say --reason TEXT.');
    const body = { event: found.eventId, reason };
    const { request } = await context.api.call('withdrawSkip', { path: { name }, body });
    const projections = await rebuilt(context, [request]);
    return { json: projections, text: () => projectionText(projections) };
  },
};
