import type { Context, Order, OrderInput } from '../context';
import type { OptionSpec, VerbSpec } from '../spec';
import { written } from '../written';

/** The orders that concern a case which exists. */
export type CaseOrder = { [Id in Order]: OrderInput<Id> extends OfCase ? Id : never }[Order];

interface OfCase {
  readonly path: { readonly id: string | undefined } | undefined;
}

type BodyOf<Id extends CaseOrder> = 'body' extends keyof OrderInput<Id> ? OrderInput<Id>['body'] : undefined;

/** A step of a case: a verb, the operation behind it, and the body that what was typed makes. */
export interface Transition<Id extends CaseOrder> {
  readonly name: string;
  readonly operation: Id;
  /** What has happened, for people. */
  readonly done: string;
  readonly description: string;
  readonly options?: readonly OptionSpec[];
  readonly body?: (context: Context) => BodyOf<Id> | Promise<BodyOf<Id>>;
}

/** The verb of a transition. */
export function step<Id extends CaseOrder>(transition: Transition<Id>): VerbSpec {
  const { name, operation, done, description, options, body } = transition;
  return {
    name,
    arguments: '<id>',
    description,
    kind: 'write',
    ...(options ? { options } : {}),
    async run(context) {
      const input: object = { path: { id: context.param(0) }, body: await body?.(context) };
      return written(done, await context.order(operation, input as OrderInput<Id>));
    },
  };
}
