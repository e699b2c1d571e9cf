import { RequestMethod, type PipeTransform, type Type } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { AsOfPipe } from '../../http/read';
import { ReadablePipe } from '../../http/readable';
import { stepOf } from '../../http/step';
import { ACCESS, type Access } from '../../identity/access.decorators';
import { ROUTE_WORDS, SECTION_WORDS, type RouteWords, type SectionWords } from '../describe/decorators';

/** A route as it is registered. */
export interface Route {
  /** In small letters, as OpenAPI writes it. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** Of success. */
  readonly status: number;
  readonly access: Access | null;
  /** Null where nobody has described the route. */
  readonly words: RouteWords | null;
  readonly section: SectionWords | null;
  /** Takes the as-of pair. */
  readonly asOf: boolean;
  /** Waits for a position: every read does. */
  readonly waitFor: boolean;
  /** Is an order: Idempotency-Key, If-Match, a JSON body. */
  readonly step: boolean;
  readonly body: Type | null;
  readonly query: Type | null;
  /** Controller and method, for messages. */
  readonly name: string;
}

interface Argument {
  readonly index: number;
  readonly factory?: unknown;
  readonly pipes?: readonly (Type<PipeTransform> | PipeTransform)[];
}

/** Every route of these controllers, by path and method. */
export function routesOf(controllers: readonly Type[]): Route[] {
  return controllers
    .flatMap((Controller) =>
      Object.getOwnPropertyNames(Controller.prototype)
        .filter((name) => Reflect.hasMetadata(METHOD_METADATA, handlerOf(Controller, name)))
        .map((name) => routeOf(Controller, name)),
    )
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ path, method }: Route): string {
  return `${path} ${method}`;
}

function handlerOf(Controller: Type, name: string): object {
  return (Object.getOwnPropertyDescriptor(Controller.prototype, name)?.value ?? {}) as object;
}

function routeOf(Controller: Type, name: string): Route {
  const handler = handlerOf(Controller, name);
  const of = <T>(metadata: string): T | null =>
    ((Reflect.getMetadata(metadata, handler) ?? Reflect.getMetadata(metadata, Controller)) as
      T | undefined) ?? null;
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]?.toLowerCase() ?? '';
  const usual = method === 'post' ? 201 : 200;
  const facts = argumentsOf(Controller, name);
  return {
    method,
    path: pathOf(Controller, handler),
    status: (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? usual,
    access: of<Access>(ACCESS),
    words: of<RouteWords>(ROUTE_WORDS),
    section: of<SectionWords>(SECTION_WORDS),
    name: `${Controller.name}.${name}`,
    ...facts,
  };
}

function argumentsOf(Controller: Type, name: string) {
  const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, Controller, name) ?? {}) as Record<
    string,
    Argument
  >;
  const types = (Reflect.getMetadata('design:paramtypes', Controller.prototype as object, name) ??
    []) as unknown[];
  const dto = (kind: RouteParamtypes) => {
    const [, argument] = Object.entries(given).find(([place]) => place.startsWith(`${kind}:`)) ?? [];
    const type = argument && types[argument.index];
    return isDto(type) ? type : null;
  };
  const all = Object.values(given);
  const through = (wanted: Type<PipeTransform>) =>
    all.some(({ pipes }) => pipes?.some((pipe) => pipe === wanted));
  const asOf = through(AsOfPipe);
  return {
    asOf,
    waitFor: asOf || through(ReadablePipe),
    step: all.some(({ factory }) => factory === stepOf),
    body: dto(RouteParamtypes.BODY),
    query: dto(RouteParamtypes.QUERY),
  };
}

function isDto(type: unknown): type is Type {
  return typeof type === 'function' && type.name.endsWith('Dto');
}

function pathOf(Controller: Type, handler: object): string {
  const parts = [Controller, handler].map((target) => Reflect.getMetadata(PATH_METADATA, target) as string);
  const path = `/${parts.join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  return path.replace(/:(\w+)/g, '{$1}');
}
