import type { Mechanism } from '@mizan/access';
import { durationMs, referenceOf } from '@mizan/domain';
import { derivedId } from '@mizan/es';
import { castOf, directions, type Cast, type Direction } from './cast';
import type { Scenario, Step } from './scenario';

/** One scenario in one direction, with its ids and the moment it begins. */
export interface CaseScript {
  readonly scenario: Scenario;
  /** Its place among the scenarios. */
  readonly index: number;
  readonly direction: Direction;
  readonly cast: Cast;
  readonly caseId: string;
  readonly reference: string;
  /** Milliseconds since the epoch. */
  readonly begins: number;
}

/** One thing that happens; `step` is null for the draft. */
export interface Moment {
  readonly at: number;
  readonly script: CaseScript;
  readonly step: Step | null;
  readonly commandId: string;
}

export interface Timeline {
  readonly scripts: readonly CaseScript[];
  /** In the order in which they happen. */
  readonly moments: readonly Moment[];
  /** Ties every event of the demonstration together. */
  readonly correlationId: string;
}

/** Namespace of every id in the demonstration. */
const namespace = '3b0c6f0e-6d0f-5d9c-8d53-0a7b5f1f7c2e';

/** The second direction runs behind the first by so long, so that no two cases are twins in time. */
const lag = 'P1DT5H43M';

/** The whole demonstration as it ends at `end` (milliseconds). Ids do not depend on `end`. */
export function timelineOf(mechanism: Mechanism, scenarios: readonly Scenario[], end: number): Timeline {
  const root = derivedId(namespace, mechanism.id);
  const scripts = directions.flatMap((direction) =>
    scenarios.map((scenario, index) => scriptOf(scenario, { mechanism, index, direction, root, end })),
  );
  const moments = scripts.flatMap((script) => momentsOf(script, root));
  return { scripts, moments: moments.toSorted(inOrder), correlationId: root };
}

interface Playing {
  readonly mechanism: Mechanism;
  readonly index: number;
  readonly direction: Direction;
  readonly root: string;
  readonly end: number;
}

function scriptOf(scenario: Scenario, { mechanism, index, direction, root, end }: Playing): CaseScript {
  const cast = castOf(mechanism, direction);
  const caseId = derivedId(commandId(root, cast, { scenario, index: 0 }), 'share');
  const begins = end - durationMs(scenario.begins) + direction * durationMs(lag);
  const reference = referenceOf(cast.sharer.casePrefix, caseId);
  return { scenario, index, direction, cast, caseId, reference, begins };
}

function momentsOf(script: CaseScript, root: string): readonly Moment[] {
  return [null, ...script.scenario.steps].map((step, index) => ({
    at: script.begins + (step ? durationMs(step.after) : 0),
    script,
    step,
    commandId: commandId(root, script.cast, { scenario: script.scenario, index }),
  }));
}

function commandId(
  root: string,
  cast: Cast,
  at: { readonly scenario: Scenario; readonly index: number },
): string {
  return derivedId(root, `${at.scenario.key}/${cast.sharer.id}/${at.index}`);
}

/** Ties are broken by what does not depend on the parties' names. */
function inOrder(a: Moment, b: Moment): number {
  return a.at - b.at || a.script.index - b.script.index || a.script.direction - b.script.direction;
}
