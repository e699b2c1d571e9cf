/** A field that is wrong, by dotted path, and what was expected there. */
export interface MechanismProblem {
  readonly path: string;
  readonly message: string;
}

export type Reader<T> = (value: unknown, path: string, problems: MechanismProblem[]) => T;
type Fields<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

const ANYTHING = /\S/;

/** A text that matches `pattern`; `expected` completes the sentence "expected …". */
export function text(expected: string, pattern: RegExp = ANYTHING): Reader<string> {
  return (value, path, problems) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    problems.push({ path, message: `expected ${expected}, found ${shown(value)}` });
    return '';
  };
}

/** A finite number from `low` to `high`. */
export function number(low: number, high: number): Reader<number> {
  return (value, path, problems) => {
    if (typeof value === 'number' && value >= low && value <= high) return value;
    problems.push({ path, message: `expected a number from ${low} to ${high}, found ${shown(value)}` });
    return low;
  };
}

/** Absent and null both read as null: "not known" is a value here. */
export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, path, problems) =>
    value === undefined || value === null ? null : read(value, path, problems);
}

/** One of a closed list of words. */
export function oneOf<T extends string>(words: readonly T[]): Reader<T> {
  return (value, path, problems) => {
    const found = words.find((word) => word === value);
    if (found === undefined) {
      problems.push({ path, message: `expected one of ${words.join(', ')}, found ${shown(value)}` });
    }
    return found ?? (words[0] as T);
  };
}

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, path, problems) => {
    if (Array.isArray(value)) return value.map((item, i) => read(item, `${path}.${i}`, problems));
    problems.push({ path, message: `expected a list, found ${shown(value)}` });
    return [];
  };
}

/** An object with any keys. */
export function dictionary<T>(read: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, path, problems) => {
    if (!isObject(value)) problems.push({ path, message: `expected an object, found ${shown(value)}` });
    const entries = Object.entries(isObject(value) ? value : {});
    return Object.fromEntries(entries.map(([key, each]) => [key, read(each, joined(path, key), problems)]));
  };
}

/** An object with exactly these fields: an unknown one is a misspelt one, and is named. */
export function record<T>(fields: Fields<T>): Reader<T> {
  return (value, path, problems) => {
    const given = isObject(value) ? value : {};
    if (!isObject(value)) problems.push({ path, message: `expected an object, found ${shown(value)}` });
    for (const key of Object.keys(given).filter((name) => !Object.hasOwn(fields, name))) {
      problems.push({ path: joined(path, key), message: 'is not a field of a mechanism file' });
    }
    const read = (key: keyof T & string) => fields[key](given[key], joined(path, key), problems);
    const keys = Object.keys(fields) as (keyof T & string)[];
    return Object.fromEntries(keys.map((key) => [key, read(key)])) as T;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
