import type { Identity, Mechanism } from '@mizan/access';
import {
  deadlineProcess,
  shareDecider,
  shareStream,
  strikeDecider,
  strikeStream,
  type Actor,
  type RecordDeadline,
  type ShareCommand,
} from '@mizan/domain';
import {
  asProjection,
  CommandHandler,
  fireDue,
  type EventCodec,
  type EventStore,
  type Order,
  type Outcome,
} from '@mizan/es';
import { recordDeadline } from '../deadlines/record-deadline';
import { draftOf } from './draft';
import { shareStep, speakers, type Telling } from './share-step';
import { StageClock } from './stage-clock';
import { StageTimers } from './stage-timers';
import { isStrikeStep, strikeIdOf, strikeSpeakers, strikeStep } from './strike-step';
import type { Moment, Timeline } from './timeline';
import type { StrikeStep, Untimed } from './told';

export interface StageParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly mechanism: Mechanism;
}

/** How long after a deadline the process notices, in milliseconds: about as long as it takes in earnest. */
const notice = 40;

/**
 * Plays moments through the real deciders and the real deadline process, under the time of the story. Every order
 * has an id of its own, so that what a kill interrupted is played again from the beginning without doubling anything.
 */
export class Stage {
  private readonly clock = new StageClock();
  private readonly timers = new StageTimers();
  private readonly handler: CommandHandler;

  constructor(
    private readonly parts: StageParts,
    private readonly timeline: Timeline,
  ) {
    this.handler = new CommandHandler({ store: parts.store, codec: parts.codec, clock: this.clock });
  }

  /** Fires what fell due before, then does what happens at this moment.
   * @throws CommandRefused: the story breaks a rule of the domain */
  async play(moment: Moment): Promise<void> {
    await this.passTimeUntil(moment.at);
    this.clock.advanceTo(moment.at);
    await this.listen(await this.perform(moment));
  }

  /** Lets time run, so that deadlines up to `end` (milliseconds) are missed. */
  async passTimeUntil(end: number): Promise<void> {
    for (let due = this.timers.next(); due !== null && due + notice <= end; due = this.timers.next()) {
      this.clock.advanceTo(due + notice);
      await fireDue(deadlineProcess, {
        timers: this.timers,
        clock: this.clock,
        dispatch: (command: RecordDeadline, commandId) => this.miss(command, commandId),
      });
    }
  }

  private async miss(command: RecordDeadline, commandId: string): Promise<void> {
    const { correlationId } = this.timeline;
    const parts = { handler: this.handler, clock: this.clock };
    const outcome = await recordDeadline(parts, command, { commandId, correlationId });
    if (outcome) await this.listen(outcome);
  }

  private perform(moment: Moment): Promise<Outcome> {
    const { script, step } = moment;
    const event = step?.event ?? null;
    if (event === null) {
      return this.performShare(moment, draftOf(script, this.parts.mechanism), script.cast.sharingOfficer);
    }
    if (isStrikeStep(event)) return this.performStrike(moment, event);
    return this.performShare(
      moment,
      shareStep(event, this.telling(moment)),
      script.cast[speakers[event.type]],
    );
  }

  private performShare(moment: Moment, told: Untimed<ShareCommand>, speaker: Identity): Promise<Outcome> {
    const actor = actorOf(speaker);
    return this.handler.handle(shareDecider, {
      ...this.orderOf(moment, actor),
      stream: shareStream(moment.script.caseId),
      command: (now) => ({ ...told, now, actor }),
    });
  }

  private performStrike(moment: Moment, event: StrikeStep): Promise<Outcome> {
    const told = strikeStep(event, moment, this.parts.mechanism);
    const actor = actorOf(moment.script.cast[strikeSpeakers[event.type]]);
    return this.handler.handle(strikeDecider, {
      ...this.orderOf(moment, actor),
      stream: strikeStream(strikeIdOf(moment.script)),
      command: (now) => ({ ...told, now, actor }),
    });
  }

  private orderOf({ commandId }: Moment, actor: Actor): Pick<Order<never>, 'commandId' | 'metadata'> {
    const { correlationId } = this.timeline;
    return { commandId, metadata: { actor, correlationId, exercise: true } };
  }

  private telling({ script, at }: Moment): Telling {
    const caseOf = (key: string) => {
      const other = this.timeline.scripts.find(
        ({ scenario, direction }) => scenario.key === key && direction === script.direction,
      );
      if (!other) throw new Error(`No scenario is called ${key}.`);
      return other.caseId;
    };
    return { script, at, caseOf };
  }

  /** What was recorded, now or before a kill, schedules and cancels deadlines. */
  private async listen({ events }: Outcome): Promise<void> {
    const batch = asProjection(deadlineProcess).open(this.timers);
    for (const event of events()) await batch.apply({ ...event, position: 0n });
    await batch.flush();
  }
}

function actorOf({ id, party, role }: Identity): Actor {
  return { id, party, role };
}
