import { stylePath } from '../../../apps/api/src/pages/style/stylesheet';
import { ucdpFile } from '../ucdp-rows';
import type { Operation } from './checks';
import type { Place } from './described-api';
import type { Scene } from './scene';
import type { Request } from './stage';

const personas: Readonly<Record<string, string>> = {
  sharer: 'pk.sharer',
  approver: 'pk.approver',
  recipient: 'af.recipient',
  registrar: 'registrar',
  auditor: 'auditor',
  operator: 'operator',
  'co-chair': 'tr.cochair',
};

/** The roles that the document opens an operation to; none where it is open to everybody. */
export function rolesOf({ description = '' }: Operation): string[] {
  const [, roles] = /Open to: (.*)\./.exec(description) ?? [];
  if (roles) return roles.split(', ');
  return description.includes('who is signed in') ? Object.keys(personas) : [];
}

/** Somebody who may use the operation and sees what it has; null where nobody need be anybody. */
export function personaOf(operation: Operation): string | null {
  if (['boardPage', 'casePage'].includes(operation.operationId)) return 'tr.cochair';
  const role = rolesOf(operation).find((each) => Object.hasOwn(personas, each));
  return role === undefined ? null : (personas[role] ?? null);
}

/** Somebody who may not. */
export function strangerTo(operation: Operation): string {
  const roles = rolesOf(operation);
  const role = Object.keys(personas).find((each) => !roles.includes(each)) ?? 'operator';
  return personas[role] ?? '';
}

export interface Changes {
  /** In place of the id or name in the path. */
  readonly id?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that the operation accepts, made of the document's own examples; without who sends it. */
export function requestTo(place: Place, scene: Scene, changes: Changes = {}): Request {
  const { method, path, operation } = place;
  const id = encodeURIComponent(changes.id ?? usualId(place, scene));
  const search = new URLSearchParams({ ...requiredQuery(operation), ...changes.query }).toString();
  return {
    method,
    path: path.replace(/\{\w+\}/, id) + (search && `?${search}`),
    ...bodyOf(operation, scene, changes),
  };
}

/** A record that takes the order, so that only what is provoked refuses it. */
const usual: Readonly<Record<string, keyof Scene>> = {
  approveShare: 'draft',
  challengeAction: 'acted',
  closeShare: 'acted',
};

function usualId({ path, operation }: Place, scene: Scene): string {
  if (path.startsWith('/v1/strikes')) return scene.alleged;
  if (path.startsWith('/v1/operations')) return 'cases';
  if (path.startsWith('/assets')) return stylePath.split('/').at(-1) ?? '';
  return scene[usual[operation.operationId] ?? 'live'];
}

function requiredQuery({ parameters = [] }: Operation): Record<string, string> {
  const required = parameters.filter(({ required: must, in: where }) => must && where === 'query');
  return Object.fromEntries(required.map(({ name, example }) => [name, String(example)]));
}

function bodyOf({ requestBody }: Operation, scene: Scene, { body, headers }: Changes) {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (!type || !content) return bare(body, headers);
  const given = body ?? files[type] ?? meant(content.example, scene);
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return { headers: { 'content-type': type, ...headers }, body: text };
}

/** Orders without words refuse those that come along. */
function bare(body: unknown, headers: Changes['headers']) {
  if (body === undefined) return headers ? { headers } : {};
  return { headers: { ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** Files that can be carried in; those of the document are cut short. */
const files: Readonly<Record<string, string>> = {
  'text/csv': ucdpFile([{}]),
};

/** The example's references are of a case that is not in this ledger. */
function meant(example: unknown, scene: Scene): unknown {
  if (typeof example !== 'object' || example === null) return example;
  const body = { ...(example as Record<string, unknown>) };
  delete body['occurredAt'];
  return {
    ...body,
    ...('case' in body ? { case: scene.live } : {}),
    ...('by' in body ? { by: scene.acted } : {}),
    ...('action' in body ? { action: null } : {}),
  };
}
