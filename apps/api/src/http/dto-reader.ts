import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import {
  getMetadataStorage,
  ValidationTypes,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';

/** An instance of the class, where every rule holds; null where one does not, or where it cannot be told. */
export type Reader = (plain: unknown) => object | null;

type DtoClass = new () => object;
type Values = Record<string, unknown>;
type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

interface Field {
  readonly name: string;
  /** Only where all of them say so is the field looked at. */
  readonly conditions: readonly ((object: object, value: unknown) => boolean)[];
  readonly checks: readonly Check[];
  readonly transforms: readonly Transform[];
  /** Of the class that stands here. */
  readonly nested: Reader | null;
}

type Check = (object: object, value: unknown) => boolean;
type Transform = (plain: Values, value: unknown) => unknown;

const readers = new WeakMap<object, Reader>();

/**
 * Reads what is in order after the same decorators as class-transformer and class-validator, gathered once for a class
 * instead of for every object. It finds no words for what is wrong: whoever gets null asks the libraries.
 */
export function readerOf(type: object): Reader {
  const known = readers.get(type);
  if (known) return known;
  const reader = compile(type as DtoClass);
  readers.set(type, reader);
  return reader;
}

const unreadable: Reader = () => null;
const to = TransformationType.PLAIN_TO_CLASS;

function compile(type: DtoClass): Reader {
  const rules = Map.groupBy(
    getMetadataStorage().getTargetValidationMetadatas(type, '', false, false),
    ({ propertyName }) => propertyName,
  );
  const fields = [...rules].map(([name, of]) => fieldOf(type, name, of));
  // Without any rule nothing is known of the class, and the library refuses it.
  if (fields.length === 0 || hidesFields(type) || !fields.every((field) => field !== null)) return unreadable;
  const byName = new Map(fields.map((field) => [field.name, field]));
  // What the class itself puts into its objects is checked like what came.
  if (!Object.keys(new type()).every((name) => byName.has(name))) return unreadable;
  return (plain) => {
    const object = isObject(plain) ? built(type, plain, byName) : null;
    if (object) for (const field of fields) if (!holds(field, object)) return null;
    return object;
  };
}

function hidesFields(type: DtoClass): boolean {
  return (
    defaultMetadataStorage.getStrategy(type) !== 'none' ||
    defaultMetadataStorage.getExposedProperties(type, to).length > 0 ||
    defaultMetadataStorage.getExcludedProperties(type, to).length > 0
  );
}

/** Null where a decorator means more than is known here. */
function fieldOf(type: DtoClass, name: string, rules: readonly Rule[]): Field | null {
  const hasMore = rules.some(
    ({ groups, always, validateIf, type: kind }) =>
      (groups?.length ?? 0) > 0 || always || validateIf || kind === ValidationTypes.PROMISE_VALIDATION,
  );
  const of = defaultMetadataStorage.findTypeMetadata(type, name);
  const isNested = rules.some(({ type: kind }) => kind === ValidationTypes.NESTED_VALIDATION);
  const hasGroups = transforms(type, name).some(({ options }) => (options.groups?.length ?? 0) > 0);
  if (hasMore || hasGroups || isNested !== (of !== undefined) || of?.options.discriminator) return null;
  return {
    name,
    conditions: rules
      .filter(({ type: kind }) => kind === ValidationTypes.CONDITIONAL_VALIDATION)
      .map(({ constraints }) => constraints[0] as (object: object, value: unknown) => boolean),
    checks: rules.filter(isCheck).flatMap((rule) => checksOf(type, rule)),
    transforms: transformsOf(type, name),
    nested: of ? (plain) => readerOf(of.typeFunction() as DtoClass)(plain) : null,
  };
}

function isCheck({ type }: Rule): boolean {
  return type === ValidationTypes.CUSTOM_VALIDATION || type === ValidationTypes.IS_DEFINED;
}

function checksOf(type: DtoClass, { constraintCls, constraints, each, propertyName }: Rule): Check[] {
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => (object, value) => {
      const about = { targetName: type.name, property: propertyName, object, value, constraints };
      if (!each || !Array.isArray(value)) return isRight(instance, value, about);
      for (const item of value) if (!isRight(instance, item, about)) return false;
      return true;
    });
}

/** A promise is not true: what takes time is for the library. */
function isRight(by: ValidatorConstraintInterface, value: unknown, about: ValidationArguments): boolean {
  return by.validate(value, about) === true;
}

function transformsOf(type: DtoClass, key: string): Transform[] {
  return transforms(type, key).map(
    (transform) => (obj, value) => transform.transformFn({ value, key, obj, type: to, options: {} }),
  );
}

function transforms(type: DtoClass, key: string) {
  return defaultMetadataStorage.findTransformMetadatas(type, key, to);
}

/** Null where a key has no rule, or a value no class to be read by. */
function built(type: DtoClass, plain: Values, fields: ReadonlyMap<string, Field>): Values | null {
  const object = new type() as Values;
  for (const key of Object.keys(plain)) {
    const field = fields.get(key);
    if (!field) return null;
    let value = valueOf(field, plain[key]);
    if (value === undefined) return null;
    for (const transform of field.transforms) value = transform(plain, value);
    object[key] = value;
  }
  return object;
}

/** Undefined where it cannot be told. */
function valueOf({ nested }: Field, given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  if (nested) return nested(given) ?? undefined;
  return Array.isArray(given) && !given.some(isObject) ? [...(given as unknown[])] : undefined;
}

function holds({ name, conditions, checks, nested }: Field, object: Values): boolean {
  const value = object[name];
  for (const says of conditions) if (!says(object, value)) return true;
  for (const check of checks) if (!check(object, value)) return false;
  return !nested || value === undefined || isObject(value);
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
