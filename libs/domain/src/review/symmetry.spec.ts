import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseView } from '../cases/case.view';
import { overdueCases, overlaysOf } from '../cases/overlays';
import { outcomeOf } from '../cases/outcome';
import { RandomCase, type AnyCommand } from '../testing/random-case';
import { choiceOf, play, released, type Choice } from '../testing/random-orders';
import { scorecard } from './scorecard';

const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()).map(choiceOf), { maxLength: 20 });
const history = steps.map((rest) => [...released, ...rest]);
const at = '2027-02-20T00:00:00.000Z';

/** The same with the two parties' identities exchanged, wherever they stand. */
function swapped<T>(value: T): T {
  const names: Readonly<Record<string, string>> = { XX: 'YY', YY: 'XX', xx: 'yy', yy: 'xx' };
  const text = JSON.stringify(value).replace(/XX|YY|xx|yy/g, (name) => names[name] ?? name);
  return JSON.parse(text) as T;
}

/** Two cases side by side, told the same with the parties exchanged. */
function mirrored(choices: readonly Choice[]) {
  const [one, mirror] = [new RandomCase(), new RandomCase()];
  const decisions: [object, object][] = [];
  const both = (command: AnyCommand) => {
    decisions.push([one.order(command), mirror.order(swapped(command))]);
  };
  play(one, choices, both);
  return { one, mirror, decisions };
}

function viewOf(subject: RandomCase): CaseView {
  const view = subject.view();
  if (!view) throw new Error('The case was not drafted.');
  return view;
}

describe('symmetry: exchanging the two parties', () => {
  it('changes no decision but the names in it', () => {
    fc.assert(
      fc.property(history, (choices) => {
        for (const [decision, mirror] of mirrored(choices).decisions)
          expect(swapped(decision)).toEqual(mirror);
      }),
    );
  });

  it('changes no outcome, no overlay and no review number', () => {
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 6 }), (histories) => {
        const cases = histories.map(mirrored);
        const views = cases.map(({ one }) => viewOf(one));
        const mirrors = cases.map(({ mirror }) => viewOf(mirror));
        const computed = (population: readonly CaseView[]) => ({
          each: population.map((view) => [outcomeOf(view, at), overlaysOf(view, at)]),
          overdue: overdueCases(population, at).map(({ overdueMs }) => overdueMs),
          metrics: scorecard(population, at),
        });
        expect(computed(mirrors)).toEqual(computed(views));
        expect(mirrors).toEqual(swapped(views));
      }),
    );
  });
});
