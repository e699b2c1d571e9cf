import type { ShareEvent } from '../shares/share.events';
import { idInStream } from '../common/streams';

/** Asks a case to record that its deadline passed. */
export interface RecordDeadline {
  readonly caseId: string;
  readonly due: string;
}

type Effect =
  | {
      readonly effect: 'schedule';
      readonly key: string;
      readonly at: string;
      readonly command: RecordDeadline;
    }
  | { readonly effect: 'cancel'; readonly key: string };

interface Heard {
  readonly type: string;
  readonly stream: string;
  readonly data: unknown;
}

/**
 * One timer for each case, moved by every new deadline and dropped once it is met or missed, or the case returned. It
 * only asks: whether the deadline was missed the case itself decides, under its expected revision. What came too late, or ended the case,
 * drops nothing: the worker may have been away when the deadline passed.
 */
export const deadlineProcess = {
  name: 'deadline',
  version: 2,
  react(event: Heard): readonly Effect[] {
    const subject = idInStream(event.stream);
    return subject?.kind === 'share' ? effectsOf(event, subject.id) : [];
  },
} as const;

function effectsOf({ type, data }: Heard, caseId: string): readonly Effect[] {
  switch (type as ShareEvent['type']) {
    case 'DeadlineSet': {
      const { due } = data as { readonly due: string };
      return [{ effect: 'schedule', key: caseId, at: due, command: { caseId, due } }];
    }
    case 'ShareReturned':
    case 'DeadlineMet':
    case 'DeadlineMissed':
      return [{ effect: 'cancel', key: caseId }];
    default:
      return [];
  }
}
