import { isCanonicalInstant, isDuration } from './time';

/** JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Shapes of event data: one description gives the TypeScript type, the check that runs when an event is written or
 * read, and the schema by which others are told. `check` answers every problem as "path: what is expected", nothing
 * when the value fits.
 */
export interface Shape<T> {
  check(value: unknown, path?: string): readonly string[];
  readonly schema: JsonSchema;
  /** Never set: carries the type. */
  readonly of?: T;
}

export type Of<S> = S extends Shape<infer T> ? T : never;

/** The answer to nearly every check: each event is checked whenever it is written or read. */
const fine: readonly string[] = [];

function shape<T>(expected: string, schema: JsonSchema, fits: (value: unknown) => boolean): Shape<T> {
  return {
    schema,
    check: (value, path = 'data') => (fits(value) ? fine : [`${path}: ${expected} expected`]),
  };
}

export const text: Shape<string> = shape('text', { type: 'string' }, (value) => typeof value === 'string');
export const truth: Shape<boolean> = shape(
  'true or false',
  { type: 'boolean' },
  (value) => typeof value === 'boolean',
);
export const number: Shape<number> = shape('a number', { type: 'number' }, (value) => Number.isFinite(value));
export const whole: Shape<number> = shape('a whole number', { type: 'integer' }, (value) =>
  Number.isInteger(value),
);
/** RFC 3339 in UTC with milliseconds, so that instants sort as text; a day that exists. */
export const instant: Shape<string> = shape(
  'an instant such as 2026-11-01T09:30:00.000Z',
  { type: 'string', format: 'date-time' },
  (value) => typeof value === 'string' && isCanonicalInstant(value),
);
/** ISO 8601 in weeks, days, hours, minutes, seconds: units whose length never varies. */
export const duration: Shape<string> = shape(
  'a duration such as P7D',
  { type: 'string', format: 'duration' },
  (value) => typeof value === 'string' && isDuration(value),
);

export function oneOf<const V extends string>(...values: readonly V[]): Shape<V> {
  return shape(`one of ${values.join(', ')}`, { type: 'string', enum: values }, (value) =>
    values.some((known) => known === value),
  );
}

export function nullable<T>(inner: Shape<T>): Shape<T | null> {
  const schema = { anyOf: [inner.schema, { type: 'null' }] };
  return { schema, check: (value, path = 'data') => (value === null ? fine : inner.check(value, path)) };
}

export function list<T>(inner: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: inner.schema },
    check: (value, path = 'data') =>
      Array.isArray(value)
        ? value.flatMap((item, index) =>
            inner.check(item).length === 0 ? fine : inner.check(item, `${path}[${index}]`),
          )
        : [`${path}: a list expected`],
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type ObjectOf<F extends Fields> = { readonly [K in keyof F]: Of<F[K]> };

/** A shape that schemas of others refer to by this name. */
export function titled<T>(title: string, inner: Shape<T>): Shape<T> {
  return { ...inner, schema: { title, ...inner.schema } };
}

/** Every field is present (null where there is nothing to say) and no other field is. */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const names = Object.keys(fields);
  const inners = Object.entries(fields);
  const properties = Object.fromEntries(names.map((name) => [name, fields[name]?.schema]));
  return {
    schema: { type: 'object', properties, required: names },
    check: (value, path = 'data') => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return [`${path}: an object expected`];
      const record = value as Record<string, unknown>;
      let problems = fine;
      for (const key of Object.keys(record))
        if (!Object.hasOwn(fields, key)) problems = [...problems, `${path}.${key}: no such field`];
      for (const [key, inner] of inners) {
        // Where it stands is put into words only for what does not fit, which is checked a second time.
        if (inner.check(record[key]).length > 0)
          problems = [...problems, ...inner.check(record[key], `${path}.${key}`)];
      }
      return problems;
    },
  };
}
