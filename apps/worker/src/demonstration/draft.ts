import type { Mechanism } from '@mizan/access';
import { addDuration, durationMs, fromMillis, type DraftIntelligence, type PlaceFact } from '@mizan/domain';
import { mgrsOf, parsePlace } from '@mizan/geo';
import { exercisePlace } from './places';
import type { CaseScript } from './timeline';
import type { Untimed } from './told';

/** How long before the draft the place was collected. */
const collectedBefore = 'PT9H';

/** The order that begins a case. */
export function draftOf(script: CaseScript, mechanism: Mechanism): Untimed<DraftIntelligence> {
  const { scenario, cast, direction, reference } = script;
  const { kind, believed, requestedAction, grade, marking, reserved } = scenario.draft;
  const place = placeOf(script);
  const beyondDeadline = mechanism.timers.verification;
  return {
    type: 'DraftIntelligence',
    reference,
    mechanism: mechanism.id,
    recipient: cast.recipient.id,
    kind,
    place,
    believed: believed[direction],
    requestedAction,
    deadline: deadlineOf(script),
    hold: reserved === null ? null : { area: place, beyondDeadline, reserved },
    verificationWindow: beyondDeadline,
    grade,
    marking,
  };
}

/** The exercise place a case is about. */
export function placeOf({ direction, index, cast, begins }: CaseScript): PlaceFact {
  const collectedAt = fromMillis(begins - durationMs(collectedBefore));
  return exercisePlace({ direction, index, controlledBy: cast.recipient.id, collectedAt });
}

/** The same place, narrowed to a square of ten metres inside what was first given. */
export function narrowed(place: PlaceFact): PlaceFact {
  const result = parsePlace({
    input: mgrsOf(place.lat + 0.002, place.lon + 0.001, 4),
    radiusM: 50,
    ...(place.name === null ? {} : { name: place.name }),
    ...(place.controlledBy === null ? {} : { controlledBy: place.controlledBy }),
  });
  if ('problem' in result) throw new Error(result.problem.detail);
  return result.place;
}

function deadlineOf({ scenario, begins }: CaseScript): DraftIntelligence['deadline'] {
  const { deadline, fixed } = scenario.draft;
  return fixed
    ? { within: null, by: addDuration(fromMillis(begins), deadline) }
    : { within: deadline, by: null };
}
