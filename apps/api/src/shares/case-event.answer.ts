import { assertedTime, shareEvents, strikeEvents, type Actor, type JsonSchema } from '@mizan/domain';
import { answer, decimal, moment, orNull, part, text, told, truth, uuid, type Described } from '../openapi';
import type { CaseEvent } from './case-events';

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

const superseded = part<{ by: string | null; reason: string }>({
  by: told(orNull(uuid), 'Null where the reader may not see that case.'),
  reason: text,
});

/** What they say, where it is not just what is recorded. */
const shown = { ...shareEvents, ...strikeEvents, ShareSuperseded: superseded };

const kinds = Object.entries<Described<unknown>>(shown).map(([type, { schema }]) => ({
  title: `${type}Event`,
  type: 'object',
  properties: { ...envelope, type: { const: type }, data: schema },
  // Words and places are for those with full sight.
  required: [...Object.keys(envelope), 'type'],
}));

/** One event of a case or of a strike that is linked to it. */
export const caseEvent: Described<CaseEvent> = {
  schema: {
    title: 'CaseEvent',
    description:
      'A fact of the ledger. Its data is there for readers with full sight of the case, and of a strike only for those who may know the strike.',
    oneOf: kinds,
  },
};
