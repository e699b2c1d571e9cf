import type { ProjectionFailure, Requested } from '@mizan/api-client';
import { refused, usage } from '../../cli-problem';
import type { Context } from '../context';
import type { Answer, VerbSpec } from '../spec';
import { failureText, projectionNamed, projectionText } from './projection-status';
import { assertConfirmed, served, yesOption, type Watching } from './requests';

export const retryProjection: VerbSpec = {
  name: 'retry',
  arguments: '<name>',
  description: 'try the event again that stopped a projection, after its cause was mended (operator)',
  kind: 'server',
  options: [yesOption],
  async run(context) {
    const name = context.param(0);
    const failure = await failureOf(context, name);
    assertConfirmed(context, `This lets ${name} try ${failureText(failure)} again.`);
    return goOn(context, name, context.api.call('retryProjection', { path: { name } }));
  },
};

export const skipEvent: VerbSpec = {
  name: 'skip',
  arguments: '<name>',
  description: 'let a projection go on without the event that stopped it; kept on record (operator)',
  kind: 'server',
  options: [
    { flags: '--event <id>', description: 'the event that it is stopped by, as projection status shows it' },
    { flags: '--reason <text>', description: 'why its rows may lack the event: kept and shown' },
    yesOption,
  ],
  async run(context) {
    const name = context.param(0);
    const failure = await failureOf(context, name);
    assertConfirmed(
      context,
      `This lets ${name} go on without ${failureText(failure)}: its rows will lack it.`,
    );
    const event = context.text('event');
    const reason = context.text('reason');
    if (!event || !reason)
      throw usage('A skip names its event and its reason.', `Say --event ${failure.eventId} --reason TEXT.`);
    return goOn(context, name, context.api.call('skipEvent', { path: { name }, body: { event, reason } }));
  },
};

async function failureOf(context: Context, name: string): Promise<ProjectionFailure> {
  const { failure } = await projectionNamed(context.api, name);
  if (failure) return failure;
  throw refused(`No event has stopped ${name}.`, 'There is nothing to do.');
}

async function goOn(context: Context, name: string, asked: Promise<Requested>): Promise<Answer> {
  const { request } = await asked;
  const projections = await served(context.api, [request], watching(name));
  return { json: projections, text: () => projectionText(projections) };
}

function watching(name: string): Watching {
  return {
    show: () => undefined,
    failed: ({ detail }) => `${name} did not get on: ${detail ?? 'no reason given.'}`,
    remedy: 'mizan projection status shows the event and the error.',
  };
}
