import { rolesFor } from '@mizan/access';
import type { RouteWords } from '../describe/decorators';
import type { Components } from './components';
import { dtoSchema } from './dto-schema';
import { exampleOf } from './example-of';
import { problemsOf } from './implied-problems';
import { parametersOf } from './parameters';
import { headerRefs, problemResponses } from './problem-response';
import type { Route } from './routes';

/** The route as an OpenAPI operation. @throws Error where nobody has described it */
export function operationOf(route: Route, components: Components): object {
  const { words, section, name } = route;
  if (!words || !section)
    throw new Error(
      `${name} is not described: give it @Describe, and its controller @Section (apps/api/src/openapi)`,
    );
  const parameters = parametersOf(route, components);
  const body = requestBody(route, components);
  return {
    operationId: words.id,
    tags: [section.name],
    summary: words.summary,
    description: [words.detail, rightsOf(route)].filter(Boolean).join('\n\n'),
    ...securityOf(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      ...(leadsAway(words) ? {} : { [String(route.status)]: success(route, words, components) }),
      ...(words.elsewhere
        ? { '303': { description: words.elsewhere, headers: headerRefs(['X-Request-Id', 'Location']) } }
        : {}),
      ...problemResponses(problemsOf(route), components),
    },
  };
}

function rightsOf({ access }: Route): string {
  if (!access || access.to === 'anyone') return 'Open to everybody.';
  if (access.to === 'signed-in') return 'Open to everybody who is signed in.';
  return `Open to: ${rolesFor(access.of).join(', ')}.`;
}

function securityOf({ access }: Route): object {
  return access && access.to !== 'anyone' ? {} : { security: [] };
}

/** The route answers nothing of its own. */
function leadsAway({ elsewhere, answer, media }: RouteWords): boolean {
  return elsewhere !== undefined && !answer && !media;
}

function success({ step }: Route, words: RouteWords, components: Components): object {
  const headers = ['X-Request-Id', ...(step ? ['ETag'] : []), ...(words.headers ?? [])];
  const content = contentOf(words, components);
  return {
    description: `${words.summary}.`,
    headers: headerRefs(headers),
    ...(content ? { content } : {}),
  };
}

function contentOf({ answer, media }: RouteWords, components: Components): object | null {
  if (media) return { [media.type]: { schema: { type: 'string' }, example: media.example } };
  if (!answer) return null;
  const example = exampleOf(answer.schema);
  return { 'application/json': { schema: components.use(answer.schema), example } };
}

function requestBody({ body, words }: Route, components: Components): object | null {
  if (words?.reads) {
    const { type, example } = words.reads;
    return { required: true, content: { [type]: { schema: { type: 'string' }, example } } };
  }
  if (!body) return null;
  const schema = dtoSchema(body);
  const required = (schema['required'] as readonly string[]).length > 0;
  const example = exampleOf(schema);
  return { required, content: { 'application/json': { schema: components.use(schema), example } } };
}
