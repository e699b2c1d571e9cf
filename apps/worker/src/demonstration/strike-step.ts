import type { Mechanism } from '@mizan/access';
import type { StrikeCommand } from '@mizan/domain';
import { derivedId } from '@mizan/es';
import type { Cast } from './cast';
import { placeOf } from './draft';
import { pastOf, type Telling } from './share-step';
import type { CaseScript, Moment } from './timeline';
import type { StrikeStep, Untimed } from './told';

/** The striking side notifies, admits and denies; the other side alleges. The side that shared is the one that strikes. */
export const strikeSpeakers: Readonly<
  Record<StrikeStep['type'], Exclude<keyof Cast, 'sharer' | 'recipient'>>
> = {
  NotifyStrike: 'sharingOfficer',
  AllegeStrike: 'otherSide',
  AdmitStrike: 'sharingOfficer',
  DenyStrike: 'sharingOfficer',
};

/** The order behind a step that tells of a strike. */
export function strikeStep(
  event: StrikeStep,
  { script, at }: Omit<Telling, 'caseOf'>,
  mechanism: Mechanism,
): Untimed<StrikeCommand> {
  if (!('class' in event)) return event;
  const { sharer, recipient } = script.cast;
  const reason = 'It hit the place that this case is about.';
  return {
    type: event.type,
    mechanism: mechanism.id,
    by: sharer.id,
    against: recipient.id,
    class: event.class,
    place: placeOf(script),
    occurredAt: pastOf(event.past, at),
    statement: event.statement,
    link: { caseId: script.caseId, parties: [sharer.id, recipient.id], reason },
  };
}

/** A case of the demonstration has one strike at most. */
export function strikeIdOf({ caseId }: Pick<CaseScript, 'caseId'>): string {
  return derivedId(caseId, 'strike');
}

export function isStrikeStep(event: NonNullable<Moment['step']>['event']): event is StrikeStep {
  return event.type in strikeSpeakers;
}
