import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OVERLAYS, overlaysOf } from '../cases/overlays';
import { outcomeOf } from '../cases/outcome';
import { upTo } from '../cases/valid-at';
import { durationMs, isAfter, toMillis } from '../common/time';
import { strikeEvents } from '../strikes/strike.events';
import { RandomCase } from '../testing/random-case';
import { choiceOf, play, released, type Choice } from '../testing/random-orders';
import { draftOrder } from '../testing/samples';
import { shareEvents, type RecordedShareEvent } from './share.events';

/** Any order by anyone, most by whoever may give it, under a clock that may jump back; most cases get released. */
const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()).map(choiceOf), { maxLength: 25 });
const history = fc.oneof(
  { weight: 8, arbitrary: steps.map((rest) => [...released, ...rest]) },
  { weight: 1, arbitrary: steps },
);

function played(choices: readonly Choice[]): RandomCase {
  const subject = new RandomCase();
  play(subject, choices);
  return subject;
}

function always(holds: (subject: RandomCase) => void, numRuns = 200): void {
  fc.assert(
    fc.property(history, (choices) => holds(played(choices))),
    { numRuns },
  );
}

const count = (facts: readonly RecordedShareEvent[], ...types: RecordedShareEvent['type'][]) =>
  facts.filter(({ type }) => types.includes(type)).length;

describe('whatever is ordered, a case', () => {
  it('misses or meets its deadline at most once, and not both', () => {
    always(({ facts }) => expect(count(facts, 'DeadlineMissed', 'DeadlineMet')).toBeLessThan(2));
  });

  it('takes nothing after closing but what is still told of actions, and what the clock says', () => {
    const told = ['ActionTaken', 'NothingFoundReported', 'ActionChallenged', 'DeadlineMissed', 'DeadlineMet'];
    always(({ facts }) => {
      const closed = facts.findIndex(({ type }) => type === 'CaseClosed');
      const rest = closed < 0 ? [] : facts.slice(closed + 1).map(({ type }) => type);
      expect(rest.filter((type) => !told.includes(type))).toEqual([]);
    });
  });

  it('is never delivered without a hold that outlasts the verification window', () => {
    always(({ facts }) => {
      const sets = facts.flatMap((fact, at) =>
        fact.type === 'DeadlineSet' ? [{ due: fact.data.due, at }] : [],
      );
      expect(count(facts, 'ShareDelivered')).toBe(sets.length);
      for (const { due, at } of sets) {
        const hold = facts.slice(0, at).findLast(({ type }) => type === 'HoldUndertakingGiven');
        const until = hold?.type === 'HoldUndertakingGiven' ? toMillis(hold.data.until) : 0;
        expect(until - toMillis(due)).toBeGreaterThanOrEqual(durationMs(draftOrder.verificationWindow));
      }
    });
  });

  it('speaks for nobody but the side whose fact it is', () => {
    const recipients = ['ShareAcknowledged', 'ShareAdmitted', 'ShareReturned', 'ActionUndertaken'];
    const reports = ['ActionTaken', 'NothingFoundReported', 'ActionDeclined'];
    const sharers = ['IntelligenceDrafted', 'ReleaseApproved', 'ShareCorrected', 'ShareWithdrawn'];
    always(({ facts, state }) => {
      if (state.name === 'None') return;
      const authors = (types: readonly string[]) =>
        facts.filter(({ type }) => types.includes(type)).map(({ metadata }) => metadata['actor']);
      const { sharer, recipient } = state.terms;
      for (const actor of authors([...recipients, ...reports]))
        expect(actor).toMatchObject({ party: recipient });
      for (const actor of authors(sharers)) expect(actor).toMatchObject({ party: sharer });
      for (const actor of authors(['AdmissibilityRuled', 'CaseClosed', 'DeadlineMissed']))
        expect([sharer, recipient]).not.toContain((actor as { party: string | null }).party);
    });
  });

  it('adds nothing when an order is repeated', () => {
    fc.assert(
      fc.property(history, (choices) => {
        const subject = new RandomCase();
        play(subject, choices, (command) => {
          const first = subject.order(command);
          const second = subject.order(command);
          expect('refused' in first ? first : []).toEqual(second);
        });
      }),
    );
  });

  it('records only what its own definitions accept', () => {
    const shapes = { ...shareEvents, ...strikeEvents };
    always(({ facts, strikeFacts }) => {
      for (const { type, data } of [...facts, ...strikeFacts]) expect(shapes[type].check(data)).toEqual([]);
    });
  });
});

describe('whatever happened, the view of a case', () => {
  it('is in the state that the decider sees, withdrawals apart', () => {
    always((subject) => {
      const { name } = subject.state;
      if (name === 'None') expect(subject.view()).toBeNull();
      else if (name === 'DraftWithdrawn') expect(subject.view()?.state).toBe('Draft');
      else if (name !== 'Withdrawn') expect(subject.view()?.state).toBe(name);
    });
  });

  it('has an outcome and overlays that agree with the facts of the clock', () => {
    always((subject) => {
      const view = subject.view();
      if (!view) return;
      const now = subject.newestRecording();
      const { claimed } = outcomeOf(view, now);
      const overlays = overlaysOf(view, now);
      if (view.deadlineMetAt !== null)
        expect(['acted-in-time', 'acted-and-struck', 'inadmissible']).toContain(claimed);
      if (claimed === 'acted-in-time')
        expect(view.deadlineMissedAt === null || wasAtTheInstant(view)).toBe(true);
      expect(overlays.includes('Withdrawn')).toBe(view.withdrawnAt !== null);
      expect(overlays.includes('StruckInstead')).toBe(claimed === 'struck-instead');
      expect(OVERLAYS.filter((overlay) => overlays.includes(overlay))).toEqual(overlays);
    });
  });

  it('hides nothing that is known once time has run up to it', () => {
    always((subject) => {
      const view = subject.view();
      if (view) expect(upTo(view, subject.newestRecording())).toEqual(view);
    });
  });
});

/** Under a clock that jumps back a report may be recorded by the deadline although its miss was before. */
function wasAtTheInstant(view: NonNullable<ReturnType<RandomCase['view']>>): boolean {
  return view.actions.some(({ recordedAt }) => !isAfter(recordedAt, view.deadline?.due ?? recordedAt));
}
