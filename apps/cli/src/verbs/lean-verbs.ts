import { usage } from '../cli-problem';
import type { VerbSpec } from './spec';

/** Started before this framework is loaded (main.ts); listed here so that help and "did you mean" know them. */
export const leanVerbs: readonly VerbSpec[] = [
  lean('serve', 'start Mizan: event store, worker and api'),
  lean('demo', 'start Mizan with its demonstration in a folder that is thrown away afterwards'),
];

function lean(name: string, description: string): VerbSpec {
  return {
    name,
    description,
    kind: 'local',
    run: () => Promise.reject(usage(`${name} must be the first word.`, `Say mizan ${name}.`)),
  };
}
