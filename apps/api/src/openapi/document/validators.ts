import type { JsonSchema } from '@mizan/domain';

const instant = { type: 'string', format: 'date-time' };

/** When something is asserted to have happened, as people may write it. */
const occurredAt: JsonSchema = {
  title: 'OccurredAt',
  description:
    'An instant with its zone, or an interval with its precision; `to` follows from the precision where it is left out.',
  anyOf: [
    instant,
    {
      type: 'object',
      properties: {
        from: instant,
        to: instant,
        precision: { type: 'string', enum: ['millisecond', 'second', 'minute', 'hour', 'day'] },
      },
      required: ['from', 'precision'],
      additionalProperties: false,
    },
  ],
};

const deadline: JsonSchema = {
  type: 'string',
  description:
    'A duration in weeks, days, hours, minutes or seconds that begins with the delivery, or an instant with its zone.',
  examples: ['P7D'],
};

type Translation = (...constraints: readonly unknown[]) => JsonSchema;

/** The schema that says the same as a validator, by the validator's name. What is nested says it itself. */
export const validators: Readonly<Record<string, Translation>> = {
  isCode: (words) => ({ type: 'string', enum: words }),
  isIn: (words) => ({ enum: words }),
  isStatement: (max) => ({ type: 'string', minLength: 1, maxLength: max }),
  isVisible: () => ({ type: 'string' }),
  isInstant: () => instant,
  isIsoDuration: () => ({ type: 'string', format: 'duration', examples: ['P3D'] }),
  isDeadline: () => deadline,
  isOccurredAt: () => occurredAt,
  isString: () => ({ type: 'string' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isBooleanString: () => ({ type: 'string', enum: ['true', 'false'] }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  min: (least) => ({ minimum: least }),
  max: (most) => ({ maximum: most }),
  minLength: (least) => ({ minLength: least }),
  maxLength: (most) => ({ maxLength: most }),
  matches: (pattern) => ({ type: 'string', pattern: (pattern as RegExp).source }),
  isArray: () => ({ type: 'array' }),
  arrayMaxSize: (most) => ({ maxItems: most }),
  isDefined: () => ({}),
  isObject: () => ({}),
  isGrade: () => ({}),
  isPlace: () => ({}),
};
