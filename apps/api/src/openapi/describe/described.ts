import type { JsonSchema } from '@mizan/domain';

/**
 * A part of an answer: its TypeScript type and its JSON Schema in one. The domain's shapes are such parts too. A
 * schema with a `title` becomes a component of that name, so that every use of it is one reference.
 */
export interface Described<T> {
  readonly schema: JsonSchema;
  /** Never set: carries the type. */
  readonly of?: T;
  /** True where an object may lack the field. */
  readonly optional?: true;
}

/** One description for every field of T: a field that is added to T and not described here is a compile error. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: Described<Exclude<T[K], undefined>> };

/** An object that is a component of its own. */
export function answer<T>(title: string, fields: FieldsOf<T>, description?: string): Described<T> {
  const { schema } = part<T>(fields);
  return { schema: { title, ...(description ? { description } : {}), ...schema } };
}

/** An object that is written out where it stands. */
export function part<T>(fields: FieldsOf<T>): Described<T> {
  const entries = Object.entries<Described<unknown>>(fields);
  const required = entries.filter(([, { optional: may }]) => !may).map(([name]) => name);
  const properties = Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]));
  return { schema: { type: 'object', properties, required } };
}

export function optional<T>({ schema }: Described<T>): Described<T> {
  return { schema, optional: true };
}

export function orNull<T>({ schema }: Described<T>): Described<T | null> {
  return { schema: { anyOf: [schema, { type: 'null' }] } };
}

export function listOf<T>(item: Described<T>): Described<T[]> {
  return { schema: { type: 'array', items: item.schema } };
}

/** An object whose keys are data. `keys` are examples of them. */
export function recordOf<T>(
  value: Described<T>,
  keys: readonly string[],
): Described<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', additionalProperties: value.schema, propertyNames: { examples: keys } },
  };
}

export function oneFrom<const V extends string>(...values: readonly V[]): Described<V> {
  return { schema: { type: 'string', enum: values } };
}

/**
 * The same part, said more about. `facts` are keywords of JSON Schema. What has a title keeps its component: `$use`
 * becomes a reference with the words beside it.
 */
export function told<T>(
  { schema, ...rest }: Described<T>,
  description: string,
  facts: JsonSchema = {},
): Described<T> {
  const own = 'title' in schema ? { $use: schema } : schema;
  return { ...rest, schema: { ...own, description, ...facts } };
}
