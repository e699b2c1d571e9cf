import { usage } from '../../cli-problem';
import { actionKinds, occurredAtOption, placeOptions, reasonOption } from '../choices';
import type { Context } from '../context';
import { typedPlace } from '../place';
import { requestedAction } from './requested-action';
import type { OptionSpec, VerbSpec } from '../spec';
import { step } from './step';

const reason = (context: Context, otherwise: string) => ({ reason: context.text('reason') ?? otherwise });

const kindOption: OptionSpec = {
  flags: '--kind <kind>',
  description: 'default: what the case asks for',
  choices: actionKinds,
};

/** Every step of a case, in the order of its life. */
export const transitions: readonly VerbSpec[] = [
  step({
    name: 'approve',
    operation: 'approveShare',
    done: 'Released and delivered',
    description: 'release a draft; the clock runs from here (approver)',
  }),
  step({
    name: 'ack',
    operation: 'acknowledgeShare',
    done: 'Acknowledged',
    description: 'acknowledge a share (recipient)',
  }),
  step({
    name: 'admit',
    operation: 'admitShare',
    done: 'Admitted',
    description: 'admit a share (recipient)',
  }),
  step({
    name: 'return',
    operation: 'returnShare',
    done: 'Returned',
    description: 'return a share with a defect (recipient)',
    options: [
      {
        flags: '--defect <defect>',
        description: 'what is wrong with it (default: other)',
        choices: [
          'place-unusable',
          'time-unusable',
          'subject-unclear',
          'duplicate',
          'marking-unusable',
          'other',
        ],
      },
      reasonOption,
    ],
    body: (context) => ({
      defect: context.text('defect') ?? 'other',
      ...reason(context, 'Returned without further words.'),
    }),
  }),
  step({
    name: 'decline',
    operation: 'declineShare',
    done: 'Declined',
    description: 'decline to act, with reasons (recipient)',
    options: [
      {
        flags: '--reason <reason>',
        description: 'default: other',
        choices: ['unlawful', 'no-capacity', 'no-access', 'already-known', 'insufficient-basis', 'other'],
      },
      { flags: '--explanation <text>', description: 'the reasons in words' },
    ],
    body: (context) => ({
      ...reason(context, 'other'),
      explanation: context.text('explanation') ?? 'Declined without further words.',
    }),
  }),
  step({
    name: 'undertake',
    operation: 'undertakeAction',
    done: 'Undertaken',
    description: 'undertake to act (recipient)',
    options: [kindOption],
    body: async (context) => ({ kind: await requestedAction(context) }),
  }),
  step({
    name: 'act',
    operation: 'reportAction',
    done: 'Action recorded',
    description: 'report an action (recipient)',
    options: [
      kindOption,
      occurredAtOption,
      { flags: '--persons <count>', description: 'persons detained or found: a number, never names' },
      { flags: '--items <count>', description: 'items seized' },
      { flags: '--sites <count>', description: 'sites searched or dismantled' },
      ...placeOptions,
    ],
    body: async (context) => ({
      kind: await requestedAction(context),
      occurredAt: context.text('occurredAt'),
      results: results(context),
      place: typedPlace(context),
    }),
  }),
  step({
    name: 'nothing-found',
    operation: 'reportNothingFound',
    done: 'Recorded that nothing was found',
    description: 'report an action that found nothing; it counts as an action (recipient)',
    options: [
      kindOption,
      occurredAtOption,
      { flags: '--note <text>', description: 'what was done, in words' },
      ...placeOptions,
    ],
    body: (context) => ({
      kind: context.text('kind'),
      occurredAt: context.text('occurredAt'),
      note: context.text('note'),
      place: typedPlace(context),
    }),
  }),
  step({
    name: 'withdraw',
    operation: 'withdrawShare',
    done: 'Withdrawn',
    description: 'withdraw a share (sharer)',
    options: [reasonOption],
    body: (context) => reason(context, 'Withdrawn by the sharing side.'),
  }),
  step({
    name: 'correct',
    operation: 'correctShare',
    done: 'Corrected',
    description: 'correct the place or what is believed to be there (sharer)',
    options: [
      { flags: '--believed <text>', description: 'what is believed to be there' },
      ...placeOptions,
      reasonOption,
    ],
    body: correction,
  }),
  step({
    name: 'supersede',
    operation: 'supersedeShare',
    done: 'Superseded',
    description: 'say which later share takes its place (sharer)',
    options: [{ flags: '--by <id>', description: 'the share that takes its place' }, reasonOption],
    body: (context) => {
      const by = context.text('by');
      if (!by) throw usage('Which share takes its place?', 'Say --by ID, the id or reference of that share.');
      return { by, ...reason(context, 'Superseded by a later share.') };
    },
  }),
  step({
    name: 'challenge',
    operation: 'challengeAction',
    done: 'Challenged',
    description: 'challenge a reported action (sharer)',
    options: [
      { flags: '--action <event>', description: 'event id of the action (default: the newest)' },
      reasonOption,
    ],
    body: (context) => ({
      action: context.text('action'),
      ...reason(context, 'The sharing side does not accept the reported action.'),
    }),
  }),
  step({
    name: 'close',
    operation: 'closeShare',
    done: 'Closed',
    description: 'close a case (registrar)',
    options: [reasonOption],
    body: (context) => reason(context, 'Closed by the registrar.'),
  }),
  step({
    name: 'rule',
    operation: 'ruleInadmissible',
    done: 'Ruled inadmissible',
    description: 'rule a share inadmissible (co-chair)',
    options: [
      { flags: '--clause <clause>', description: 'the clause of the rubric that the ruling rests on' },
      { flags: '--reasons <text>', description: 'the reasons in words' },
    ],
    body: (context) => ({
      clause: context.text('clause') ?? 'unspecified',
      reasons: context.text('reasons') ?? 'Ruled inadmissible without further words.',
    }),
  }),
];

function correction(context: Context) {
  const believed = context.text('believed');
  const place = typedPlace(context);
  if (believed === undefined && place === undefined) {
    throw usage('What is to be corrected?', 'Say --believed TEXT, --place COORDINATES or both.');
  }
  return { believed, place, ...reason(context, 'Corrected by the sharing side.') };
}

function results(context: Context) {
  const counts = Object.fromEntries(['persons', 'items', 'sites'].map((name) => [name, context.count(name)]));
  return Object.values(counts).some((count) => count !== undefined) ? counts : undefined;
}
