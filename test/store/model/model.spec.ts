import { describe, expect, it } from '@jest/globals';
import { differences } from '../../conformance/compare';
import { loadScenarios } from '../../conformance/transcript';
import { ModelLog } from './model-log';
import { ModelServer } from './model-server';
import { historiesInWords, runHistories } from './run-histories';

const SEED = 20_261_124;
const HISTORIES = 300;

/** These are about refusals before a write is judged, about sizes, or about the clock: no business of the model's. */
const NOT_MODELLED = [
  'events: ids',
  'events: kinds of content',
  'names: streams',
  'limits: size of one append',
  'limits: many small events in one append',
  'limits: many small events in one batch append',
  'read: malformed requests',
  'batch: deadlines',
  'batch: sizes',
  'headers: leader required, named connection, deadline',
];

/** What the model says where it does not know. */
const ANY = '<text>';

/** The model's answer with something in each place that it leaves open, as a server would fill it in. */
function concrete(answer: unknown): unknown {
  const id = '10000000-0000-4000-8000-000000000000';
  const made = { '<ticks>': '17000000000000000', '<server-made id>': id, '<subscription id>': id };
  return JSON.parse(JSON.stringify(answer), (_key, value: unknown) =>
    typeof value === 'string' && Object.hasOwn(made, value) ? made[value as keyof typeof made] : value,
  );
}

describe('the model of an event store', () => {
  const scenarios = loadScenarios().filter(({ scenario }) => !NOT_MODELLED.includes(scenario));

  it('is held against what a real server said', () => {
    expect(scenarios).toHaveLength(loadScenarios().length - NOT_MODELLED.length);
  });

  it.each(scenarios.map((one) => [one.scenario, one] as const))('%s', (_, { steps }) => {
    const answers = new ModelServer(new ModelLog()).play(steps);
    const wrong = steps.flatMap(({ response }, index) => differences(response, concrete(answers[index])));
    expect(wrong.filter((line) => !line.endsWith(`got "${ANY}"`))).toEqual([]);
  });
});

describe('the embedded node', () => {
  it(`answers ${String(HISTORIES)} random histories as the model does`, async () => {
    const report = await runHistories({ seed: SEED, histories: HISTORIES });
    expect(report.failure).toBeUndefined();
    process.stdout.write(`${historiesInWords(report, SEED)}\n`);
    expect(report.histories).toBe(HISTORIES);
  }, 120_000);
});
