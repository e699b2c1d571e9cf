import type { VerbSpec } from '../spec';
import { written } from '../written';
import type { Transition } from './transitions';

/** The verb of a transition. */
export function step({ name, path, done, description, options, body }: Transition): VerbSpec {
  return {
    name,
    arguments: '<id>',
    description,
    kind: 'write',
    ...(options ? { options } : {}),
    async run(context) {
      const order = (await body?.(context)) ?? {};
      const route = `/v1/shares/${encodeURIComponent(context.param(0))}/${path}`;
      return written(done, await context.order(route, order));
    },
  };
}
