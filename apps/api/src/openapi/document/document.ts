import type { Type } from '@nestjs/common';
import type { SectionWords } from '../describe/decorators';
import { ABOUT } from './about';
import { Components } from './components';
import { ANSWER_HEADERS } from './headers';
import { operationOf } from './operation';
import { problemExamples } from './problem-response';
import { routesOf, type Route } from './routes';

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: object;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly headers: Readonly<Record<string, object>>;
    readonly examples: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

/** The whole api in OpenAPI 3.1, read off its controllers. @throws Error naming what is not described */
export function openApiDocument(controllers: readonly Type[], version: string): OpenApiDocument {
  const routes = routesOf(controllers);
  const components = new Components();
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] ?? {}, { [route.method]: operationOf(route, components) });
  }
  return {
    openapi: '3.1.1',
    info: { ...ABOUT, version },
    tags: tagsOf(routes),
    paths,
    components: {
      schemas: components.schemas(),
      headers: ANSWER_HEADERS,
      examples: problemExamples(),
      securitySchemes,
    },
    ...{ security: [{ bearer: [] }, { session: [] }], servers: [{ url: '/' }] },
  };
}

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An access token of the identity provider. On a laptop: POST /oidc/token with client credentials.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'mizan_session',
    description: 'The session of a person with a browser.',
  },
};

function tagsOf(routes: readonly Route[]): { name: string; description: string }[] {
  const sections = routes.flatMap(({ section }) => section ?? []);
  const about = new Map(sections.map(({ name, about: words }: SectionWords) => [name, words]));
  return [...about].map(([name, description]) => ({ name, description }));
}
