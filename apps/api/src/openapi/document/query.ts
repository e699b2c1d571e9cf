import type { JsonSchema } from '@mizan/domain';

const position = { type: 'string', pattern: '^\\d{1,19}$' };
const instant = { type: 'string', format: 'date-time' };

interface ParameterWords {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: string;
}

/** The as-of pair, and waiting for a write: what every read takes. */
export const AS_OF: Readonly<Record<string, ParameterWords>> = {
  asOf: {
    description:
      'What was known: a position of the ledger, inclusive, or an instant, which stands for the last position recorded by then. Default: now.',
    schema: { anyOf: [position, instant] },
    example: '457',
  },
  validAt: {
    description:
      'Up to which moment time has run: deadlines after it have not passed. Default: the recording of the event at asOf, else now.',
    schema: instant,
    example: '2026-11-03T09:30:00.000Z',
  },
  waitFor: {
    description: 'A position that a write answered: the read waits up to five seconds until it can be seen.',
    schema: position,
    example: '461',
  },
};

/** What the fields of queries mean, by their names. */
export const QUERY_WORDS: Readonly<Record<string, Omit<ParameterWords, 'schema'>>> = {
  limit: { description: 'Rows in a page, from 1 to 200. Default: 50.', example: '50' },
  cursor: { description: 'The `next` of the page before.', example: 'NDUx' },
  state: { description: 'Only cases in this state.', example: 'Acknowledged' },
  exercise: { description: 'Only cases of exercises, or only real ones.', example: 'true' },
  after: { description: 'Only entries after this position. Last-Event-ID goes before it.', example: '456' },
  case: {
    description: 'Only entries that changed this case, by its id or reference.',
    example: 'PK-7F3A-Q2',
  },
  type: {
    description: 'Only entries of these types, separated by commas.',
    example: 'ShareDelivered,ActionTaken',
  },
  population: {
    description: 'Default: exercise cases in an exercise ledger, real ones elsewhere.',
    example: 'exercise',
  },
};
