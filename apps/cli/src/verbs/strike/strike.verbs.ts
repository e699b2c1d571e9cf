import { usage } from '../../cli-problem';
import { occurredAtOption, placeOptions } from '../choices';
import type { Context } from '../context';
import { group } from '../group';
import { typedPlace } from '../place';
import type { VerbSpec } from '../spec';
import { written } from '../written';
import { listStrikes, showStrike } from './strike-reads';

const statement = { flags: '--statement <text>', description: 'in words' };

function record(name: string, kind: 'notified' | 'alleged', description: string): VerbSpec {
  return {
    name,
    description,
    kind: 'write',
    options: [
      { flags: '--case <id>', description: 'the case that it belongs to' },
      {
        flags: '--class <class>',
        description: 'what it was',
        choices: ['air-strike', 'drone-strike', 'shelling', 'cross-border-fire', 'ground-incursion'],
      },
      occurredAtOption,
      ...placeOptions,
      statement,
    ],
    run: async (context) =>
      written('Strike recorded', await context.order('recordStrike', { body: struck(kind, context) })),
  };
}

function struck(kind: 'notified' | 'alleged', context: Context) {
  return {
    kind,
    case: context.text('case'),
    class: context.text('class'),
    occurredAt: context.text('occurredAt'),
    place: typedPlace(context),
    statement: context.text('statement'),
  };
}

function answerTo(name: string, order: 'admitStrike' | 'denyStrike', description: string): VerbSpec {
  return {
    name,
    arguments: '<strike>',
    description,
    kind: 'write',
    options: [statement],
    async run(context) {
      const path = { id: context.param(0) };
      const body = { statement: context.text('statement') };
      return written('Recorded', await context.order(order, { path, body }));
    },
  };
}

const link: VerbSpec = {
  name: 'link',
  arguments: '<strike>',
  description: 'say which case a strike belongs to',
  kind: 'write',
  options: [
    { flags: '--case <id>', description: 'that case' },
    { flags: '--reason <text>', description: 'why' },
  ],
  async run(context) {
    const caseId = context.text('case');
    if (!caseId) throw usage('Which case?', 'Say --case ID, the id or reference of the case.');
    const path = { id: context.param(0) };
    const body = { case: caseId, reason: context.text('reason') };
    return written('Linked', await context.order('linkStrike', { path, body }));
  },
};

/** `mizan strike …` */
export const strikeVerbs = group('strike', 'strikes, and the cases they belong to', [
  record('notify', 'notified', 'report an own strike (sharer of the striking side)'),
  record('allege', 'alleged', 'allege a strike of the other side'),
  answerTo('admit', 'admitStrike', 'admit an alleged strike (accused side only)'),
  answerTo('deny', 'denyStrike', 'deny an alleged strike (accused side only)'),
  link,
  showStrike,
  listStrikes,
]);
