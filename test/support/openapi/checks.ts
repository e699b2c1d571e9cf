import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

export type Json = Readonly<Record<string, unknown>>;

/** What the checks need to know of the document. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>;
    readonly headers: Readonly<Record<string, { readonly schema: Json; readonly example: unknown }>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

export interface Operation {
  readonly description?: string;
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Json;
    readonly example: unknown;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answered>>;
}

export interface Answered {
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Content;
}

export type Content = Readonly<
  Record<
    string,
    {
      readonly schema: Json;
      readonly example?: unknown;
      readonly examples?: Readonly<Record<string, { readonly $ref: string }>>;
    }
  >
>;

/** Compiles schemas of the document, each object closed: what the document does not name is a complaint. */
export function schemaChecks({ components }: Described): (schema: Json) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'mizan:api', components: closed(components) as object });
  const known = new Map<string, ValidateFunction>();
  return (schema) => {
    const text = JSON.stringify(schema);
    const check = known.get(text) ?? ajv.compile(closed(absolute(schema)) as object);
    known.set(text, check);
    return check;
  };
}

/** References into the document, from a schema that stands outside of it. */
function absolute(value: unknown): unknown {
  return mapped(value, (entry) =>
    typeof entry['$ref'] === 'string' ? { ...entry, $ref: `mizan:api${entry['$ref']}` } : entry,
  );
}

function closed(value: unknown): unknown {
  return mapped(value, (entry) =>
    entry['type'] === 'object' && entry['properties'] && entry['additionalProperties'] === undefined
      ? { ...entry, additionalProperties: false }
      : entry,
  );
}

function mapped(value: unknown, change: (entry: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, mapped(one, change)]);
  return change(Object.fromEntries(inner) as Json);
}
