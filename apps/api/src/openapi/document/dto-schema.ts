import type { Type } from '@nestjs/common';
import type { JsonSchema } from '@mizan/domain';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { validators } from './validators';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const NESTED = 'nestedValidation';

/** The schema of a body or a query: what the validators of its DTO accept, and nothing else. */
export function dtoSchema(Dto: Type): JsonSchema {
  const rules = new Map<string, Rule[]>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(Dto, '', false, false))
    rules.set(rule.propertyName, [...(rules.get(rule.propertyName) ?? []), rule]);
  const fields = [...rules].reverse();
  return {
    title: Dto.name.replace(/Dto$/, 'Input'),
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, of]) => [name, fieldSchema(Dto, name, of)])),
    required: fields.filter(([, of]) => !isOptional(of)).map(([name]) => name),
    additionalProperties: false,
  };
}

/** Null says the same as leaving out. */
function fieldSchema(Dto: Type, name: string, rules: readonly Rule[]): JsonSchema {
  const whole = merged(rules.filter(({ each }) => !each).map((rule) => ruleSchema(Dto, name, rule)));
  const items = rules.filter(({ each }) => each).map((rule) => ruleSchema(Dto, name, rule));
  const schema = items.length > 0 ? { ...whole, items: merged(items) } : whole;
  return isOptional(rules) ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function ruleSchema(Dto: Type, property: string, { type, name, constraints }: Rule): JsonSchema {
  if (type === NESTED) return nestedSchema(Dto, property);
  if (isOption(name)) return {};
  const translate = validators[name ?? ''];
  if (!translate) throw new Error(`${Dto.name}.${property}: openapi/document/validators.ts has no ${name}`);
  return translate(...((constraints ?? []) as unknown[]));
}

function nestedSchema(Dto: Type, property: string): JsonSchema {
  const nested = defaultMetadataStorage.findTypeMetadata(Dto, property)?.typeFunction() as Type | undefined;
  if (!nested) throw new Error(`${Dto.name}.${property} is nested and says no @Type`);
  return dtoSchema(nested);
}

function isOptional(rules: readonly Rule[]): boolean {
  return rules.some(({ name }) => isOption(name));
}

function isOption(name: string | undefined): boolean {
  return name === 'isOptional';
}

function merged(schemas: readonly JsonSchema[]): JsonSchema {
  return Object.assign({}, ...schemas.toReversed()) as JsonSchema;
}
