import type { JsonSchema } from '@mizan/domain';
import type { SectionWords } from '../describe/decorators';
import type { Components } from './components';
import { dtoSchema } from './dto-schema';
import { exampleOf } from './example-of';
import { REQUEST_HEADERS } from './headers';
import { AS_OF, QUERY_WORDS } from './query';
import type { Route } from './routes';

/** Path, query and headers of a route, in this order. */
export function parametersOf(route: Route, components: Components): object[] {
  return [
    ...pathParameters(route),
    ...asOfParameters(route),
    ...queryParameters(route),
    ...spokenParameters(route),
    ...headerParameters(route),
  ].map((parameter) => ({ ...parameter, schema: components.use(parameter.schema) }));
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

function pathParameters({ path, section, name: route }: Route): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const schema = schemaInPath(section, name);
    if (!schema) throw new Error(`${route}: its @Section says nothing of the parameter ${name}`);
    const { description = '', ...rest } = schema as JsonSchema & { description?: string };
    return { name, in: 'path', required: true, description, schema: rest, example: exampleOf(schema, name) };
  });
}

function schemaInPath(section: SectionWords | null, name: string): JsonSchema | undefined {
  return section?.path?.[name];
}

function asOfParameters({ asOf, waitFor }: Route): Parameter[] {
  const taken = Object.entries(AS_OF).filter(([name]) => (name === 'waitFor' ? waitFor : asOf));
  return taken.map(([name, words]) => ({ name, in: 'query', required: false, ...words }));
}

/** The as-of pair is part of every query's DTO, where it is only let through. */
function queryParameters({ query, name: route }: Route): Parameter[] {
  if (!query) return [];
  const { properties } = dtoSchema(query) as { properties: Record<string, JsonSchema> };
  return Object.entries(properties)
    .filter(([name]) => !Object.hasOwn(AS_OF, name))
    .map(([name, schema]) => {
      const words = QUERY_WORDS[name];
      if (!words) throw new Error(`${route}: openapi/document/query.ts says nothing of ${name}`);
      return { name, in: 'query', required: false, ...words, schema: withoutNull(schema) };
    });
}

/** In a query there is no null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf } = schema as { anyOf?: readonly JsonSchema[] };
  return anyOf?.[0] ?? schema;
}

function spokenParameters({ words }: Route): Parameter[] {
  return Object.entries(words?.query ?? {}).map(
    ([name, { description = '', required = false, ...schema }]) => ({
      name,
      in: 'query',
      required: required === true,
      description: String(description),
      schema,
      example: exampleOf(schema, name),
    }),
  );
}

function headerParameters({ step, words }: Route): Parameter[] {
  const names = [...(step ? ['Idempotency-Key', 'If-Match'] : []), ...(words?.asks ?? [])];
  return names.map((name) => {
    const known = REQUEST_HEADERS[name as keyof typeof REQUEST_HEADERS];
    return { name, in: 'header', required: false, ...known };
  });
}
