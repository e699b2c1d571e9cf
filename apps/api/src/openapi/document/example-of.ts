import type { JsonSchema } from '@mizan/domain';
import { BY_FORMAT, BY_TYPE, EXAMPLES } from './examples';

/** A value that the schema accepts, told of the one fictional case. `name` is the field's. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  const { type, anyOf, oneOf, examples, title, $use } = schema as Keywords;
  if (examples) return examples[0];
  if ($use) return exampleOf($use, name);
  const [first] = anyOf ?? oneOf ?? [];
  if (first) return EXAMPLES[name] === null && mayBeNull(schema) ? null : exampleOf(first, name);
  if (type === 'object') return objectExample(schema);
  if (type === 'array') return [exampleOf((schema as Keywords).items ?? {}, name)];
  return EXAMPLES[title ?? ''] ?? known(schema, name) ?? leaf(schema);
}

interface Keywords {
  readonly $use?: JsonSchema;
  readonly type?: string;
  readonly title?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: { readonly examples?: readonly string[] };
}

function objectExample({ properties = {}, additionalProperties, propertyNames }: Keywords): object {
  const values = typeof additionalProperties === 'object' ? additionalProperties : null;
  const keys = values ? (propertyNames?.examples ?? ['key']) : [];
  return Object.fromEntries([
    ...Object.entries(properties).map(([name, schema]) => [name, exampleOf(schema, name)]),
    ...keys.map((key) => [key, exampleOf(values ?? {}, key)]),
  ]) as object;
}

/** The value of the field's name, where it can be one of this field. */
function known({ type, const: fixed, enum: words, format }: Keywords, name: string): unknown {
  const value = EXAMPLES[name];
  if (fixed !== undefined) return fixed;
  if (words) return words.includes(value) ? value : words[0];
  if (format === 'date-time') return isInstant(value) ? value : undefined;
  if (format) return format === 'uuid' ? uuidOr(value) : BY_FORMAT[format];
  if (type === 'integer') return Number.isInteger(value) ? value : undefined;
  return typeof value === type ? value : undefined;
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
}

function uuidOr(value: unknown): unknown {
  return typeof value === 'string' && /^[0-9a-f]{8}-/.test(value) ? value : BY_FORMAT['uuid'];
}

function leaf({ type, format }: Keywords): unknown {
  return BY_FORMAT[format ?? ''] ?? BY_TYPE[type ?? ''] ?? {};
}

function mayBeNull({ anyOf }: JsonSchema): boolean {
  return Array.isArray(anyOf) && anyOf.some((one) => (one as JsonSchema)['type'] === 'null');
}
