import { differences } from '../../conformance/compare';
import type { StepCall } from '../../conformance/transcript';
import { HistoryGenerator } from './history-generator';
import { type Entry, ModelLog } from './model-log';
import { ModelServer } from './model-server';
import { Random } from './random';

/** Plays calls on a fresh server; gives the answers, and what the server held before the first. */
export interface Subject {
  play(steps: readonly Step[]): Promise<unknown[]>;
}

export type Step = StepCall & { readonly response: unknown };

/** Calls of a random history, without answers. `beginning` is what a fresh server holds. */
export function generate(seed: number, beginning: readonly Entry[]): StepCall[] {
  const random = new Random(seed);
  const log = new ModelLog(beginning);
  const server = new ModelServer(log);
  const generator = new HistoryGenerator(random, log, server);
  return Array.from({ length: random.between(8, 36) }, () => {
    const step = generator.next();
    server.call(step);
    return step;
  });
}

/** The same calls with the model's answers. Throws when a call names a position that nothing had. */
export function answered(calls: readonly StepCall[], beginning: readonly Entry[]): Step[] {
  const answers = new ModelServer(new ModelLog(beginning)).play(calls);
  return calls.map((call, index) => ({ ...call, response: answers[index] }));
}

/** Where the server answers unlike the model; a line for each call. */
export async function compare(steps: readonly Step[], subject: Subject): Promise<string[]> {
  const answers = await subject.play(steps);
  return steps.flatMap(({ call, response }, index) => {
    const found = differences(response, answers[index]);
    return found.length === 0 ? [] : [`step ${String(index + 1)} (${call}): ${found.join('; ')}`];
  });
}
