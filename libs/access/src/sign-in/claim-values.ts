import type { ClaimPath } from './sign-in';

/** What a verified token says: JSON, and nobody's promise. */
export type Claims = Readonly<Record<string, unknown>>;

/** The texts that a claim holds: none, one, or a list of them. Anything else in it counts as nothing. */
export function valuesOf(claims: Claims, path: ClaimPath): readonly string[] {
  const value = (typeof path === 'string' ? [path] : path).reduce<unknown>(memberOf, claims);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === 'string').filter((each) => each.trim() !== '');
}

function memberOf(value: unknown, name: string): unknown {
  const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return holds ? (value as Claims)[name] : undefined;
}
