import { assertedTime, shareEvents, strikeEvents, type Actor, type JsonSchema } from '@mizan/domain';
import { answer, decimal, moment, orNull, text, told, truth, uuid, type Described } from '../openapi';
import type { presentEvent } from './case.presenter';

export const actor = answer<Actor>('Actor', {
  id: told(text, 'The identity.', { examples: ['pk.sharer'] }),
  party: orNull(text),
  role: text,
});

/** What every event has beside its type and its data. */
const envelope: Readonly<Record<string, JsonSchema>> = {
  id: uuid.schema,
  stream: text.schema,
  position: decimal.schema,
  revision: told(decimal, 'Within its stream.').schema,
  recordedAt: told(moment, "Written by Mizan's server.").schema,
  occurredAt: told(orNull(assertedTime), 'When it is asserted to have happened.').schema,
  actor: actor.schema,
  exercise: truth.schema,
};

const kinds = Object.entries({ ...shareEvents, ...strikeEvents }).map(([type, { schema }]) => ({
  title: `${type}Event`,
  type: 'object',
  properties: { ...envelope, type: { const: type }, data: schema },
  // Words and places are for those with full sight.
  required: [...Object.keys(envelope), 'type'],
}));

/** One event of a case or of a strike that is linked to it. */
export const caseEvent: Described<ReturnType<typeof presentEvent>> = {
  schema: {
    title: 'CaseEvent',
    description: 'A fact of the ledger. Its data is there for readers with full sight of the case.',
    oneOf: kinds,
  },
};
