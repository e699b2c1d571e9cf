import { setActivity, type ReadDatabase } from '@mizan/read-models';
import { loadMechanismFile, type Lifetime } from '@mizan/runtime';
import type { WorkerParts } from '../tokens';
import { scenarios } from './scenarios';
import { Stage, type StageParts } from './stage';
import { endOfStory, type Story } from './story-end';
import { timelineOf } from './timeline';

export interface DemonstrateParts extends Pick<WorkerParts, 'settings' | 'store' | 'codec' | 'clock'> {
  readonly db: ReadDatabase;
  readonly launcher: Pick<Lifetime, 'progress'>;
}

/**
 * Fills an empty embedded ledger with the exercise, or completes one that a kill interrupted; leaves every other
 * ledger alone. Stops between two orders when `signal` aborts. @throws EventStoreError, SettingsProblem
 */
export async function demonstrate(parts: DemonstrateParts, signal: AbortSignal): Promise<void> {
  const { settings, store, codec, clock, db, launcher } = parts;
  if (settings.embedded && settings.demo) {
    const story = { mechanism: loadMechanismFile(settings.mechanismFile), scenarios };
    const end = await endOfStory(store, story, clock.now());
    if (end !== null) await setActivity(db, 'demonstration');
    const report = (done: number, total: number) => launcher.progress({ what: 'demonstration', done, total });
    if (end !== null) await tell(story, { store, codec }, { end, signal, report });
  }
  if (!signal.aborted) await setActivity(db, null);
}

export interface Telling {
  /** When the story ends, in milliseconds. */
  readonly end: number;
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}

/** Orders between two reports of progress. */
const reportEvery = 10;

/** Plays the story from its beginning; what the ledger already holds is not recorded again. */
export async function tell(
  { mechanism, scenarios: cases }: Story,
  ledger: Pick<StageParts, 'store' | 'codec'>,
  { end, signal, report }: Telling,
): Promise<void> {
  const timeline = timelineOf(mechanism, cases, end);
  const stage = new Stage({ ...ledger, mechanism }, timeline);
  const total = timeline.moments.length;
  for (const [index, moment] of timeline.moments.entries()) {
    if (signal.aborted) return;
    await stage.play(moment);
    if ((index + 1) % reportEvery === 0 || index + 1 === total) report(index + 1, total);
  }
}
