import { Injectable } from '@nestjs/common';
import { EVENT_TYPES, ROLES, statusOf, type EpistemicStatus, type Identity } from '@mizan/access';
import { upTo } from '@mizan/domain';
import { CaseDetails } from '../../shares/case-details';
import type { CaseEvent } from '../../shares/case-events';
import { CaseReplay, type ReplayedState } from '../../shares/case-replay';
import { PageFrames, type ReadingMoment } from '../page-frames';
import type { CaseModel, ReplayRow, TimelineItem } from './case.model';
import { eventFacts, type NamedFrom } from './event-facts';
import { caseFacts, placeFacts } from './shared-facts';
import { stripMarks } from './strip-marks';

/** Entries this much later than what they tell of wear a badge, in milliseconds. */
const noticeablyLate = 3_600_000;

/** Reads what a case's page shows. Words and places come from the api's own presenter, which thins them by sight. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly details: CaseDetails,
    private readonly replays: CaseReplay,
    private readonly frames: PageFrames,
  ) {}

  /** @throws Problem 404 SHARE_UNKNOWN, AmbiguousReference */
  async read(reader: Identity, idOrReference: string, { pair, moment }: ReadingMoment): Promise<CaseModel> {
    const read = await this.details.read(reader, idOrReference, pair);
    const { row, sight, others } = read;
    const states = await this.replays.states(row.view, pair);
    const { deadline, ...detail } = read.detail;
    const from = { id: detail.id, others, asked: moment.asked };
    return {
      ...detail,
      due: deadline?.due ?? null,
      place: placeFacts(detail.place, sight === 'full'),
      facts: caseFacts(detail, sight === 'full'),
      timeline: detail.events.map((event) => itemOf(event, from)),
      replay: states.map(replayRow),
      strip: stripMarks(upTo(row.view, pair.validAt), pair.validAt),
      moment,
      zones: this.frames.zones,
    };
  }
}

function itemOf(event: CaseEvent, from: NamedFrom): TimelineItem {
  const late = event.occurredAt ? Date.parse(event.recordedAt) - Date.parse(event.occurredAt.to) : 0;
  return {
    ...event,
    lateMs: late > noticeablyLate ? late : null,
    status: statusFor(event.type, event.actor.role),
    details: eventFacts(event, from),
  };
}

/** What nobody here knows the weight of is a claim. */
function statusFor(type: string, role: string): EpistemicStatus {
  const [knownType, knownRole] = [EVENT_TYPES.find((one) => one === type), ROLES.find((one) => one === role)];
  return knownType && knownRole ? statusOf(knownType, knownRole) : 'M';
}

function replayRow({ deadline, ...state }: ReplayedState): ReplayRow {
  return { ...state, due: deadline?.due ?? null };
}
