import { differences } from './compare';
import { Player, type PlayerOptions } from './player';
import { loadScenarios, type Scenario } from './transcript';

export interface ScenarioResult {
  readonly scenario: string;
  readonly answers: number;
  /** Per answer that differs: which step, and where. */
  readonly wrong: readonly string[];
}

export interface PlayOptions extends PlayerOptions {
  /** All that were recorded, unless given. */
  readonly scenarios?: readonly Scenario[];
  readonly onResult?: (result: ScenarioResult) => void;
}

/** Plays scenarios against the server at `host:port`, which should be fresh, one after another. */
export async function playAll(address: string, options: PlayOptions): Promise<ScenarioResult[]> {
  const player = Player.connect(address, options);
  const results: ScenarioResult[] = [];
  try {
    for (const scenario of options.scenarios ?? loadScenarios()) {
      const answers = await player.play(scenario);
      const wrong = scenario.steps.flatMap(({ call, response }, index) => {
        const found = differences(response, answers[index]);
        return found.length === 0 ? [] : [`step ${String(index + 1)} (${call}): ${found.join('; ')}`];
      });
      const result = { scenario: scenario.scenario, answers: scenario.steps.length, wrong };
      options.onResult?.(result);
      results.push(result);
    }
  } finally {
    player.close();
  }
  return results;
}

/** One line: how many scenarios and answers were as recorded. */
export function summary(results: readonly ScenarioResult[]): string {
  const answers = results.reduce((sum, result) => sum + result.answers, 0);
  const wrong = results.reduce((sum, result) => sum + result.wrong.length, 0);
  const good = results.filter((result) => result.wrong.length === 0).length;
  return `conformance: ${String(good)} of ${String(results.length)} scenarios, ${String(answers - wrong)} of ${String(answers)} answers`;
}
