import type { JsonSchema } from '@mizan/domain';

/** Schemas with a title, each written once under its name and referred to from everywhere else. */
export class Components {
  private readonly written = new Map<string, JsonSchema>();

  /** The same schema with every titled part in it, itself included, as a reference. */
  use(schema: JsonSchema): JsonSchema {
    const { title, $use, ...rest } = schema;
    if ($use) return { ...this.use($use as JsonSchema), ...rest };
    if (typeof title !== 'string') return this.inner(schema);
    const known = this.written.get(title);
    const own = this.inner(rest);
    if (known && JSON.stringify(known) !== JSON.stringify(own))
      throw new Error(`Two schemas of the api are called ${title}. Give one of them another title.`);
    this.written.set(title, own);
    return { $ref: `#/components/schemas/${title}` };
  }

  /** Every schema that was used, by name. */
  schemas(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.written].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private inner(schema: JsonSchema): JsonSchema {
    return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, this.keyword(key, value)]));
  }

  private keyword(key: string, value: unknown): unknown {
    if (key === 'properties') return this.each(value as Record<string, JsonSchema>);
    if (Array.isArray(value) && /^(anyOf|oneOf|allOf)$/.test(key))
      return value.map((one) => this.use(one as JsonSchema));
    if (/^(items|additionalProperties)$/.test(key) && typeof value === 'object')
      return this.use(value as JsonSchema);
    return value;
  }

  private each(properties: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
    return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, this.use(schema)]));
  }
}
