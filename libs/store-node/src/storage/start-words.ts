import type { IndexFindings } from './index/open-index';

/** What a file was found to be, and what opening it did. */
export interface StoreFindings {
  readonly format: number;
  readonly isNew: boolean;
  /** The older format that the file had until now. */
  readonly from: number | undefined;
  readonly indexed: IndexFindings;
  readonly events: number;
  readonly lastPosition: number;
}

/** The same for people, a line each. */
export function startWords(database: string, found: StoreFindings): string[] {
  const { format, isNew, events, lastPosition } = found;
  const made = isNew ? ' was made' : '';
  return [
    `Event store ${database}${made}: format ${String(format)}, ${String(events)} events, last position ${String(lastPosition)}.`,
    ...recoveryWords(found),
  ];
}

function recoveryWords({ indexed, isNew, from }: StoreFindings): string[] {
  if (isNew || from !== undefined) return [];
  const { madeAnew, endedInOrder, rest } = indexed;
  const torn =
    rest.tornBytes > 0
      ? ` The last commit was torn (${String(rest.tornBytes)} bytes), so nobody had been told of it, and it was dropped.`
      : '';
  if (madeAnew !== undefined) return [`Its index was ${madeAnew} and was made anew.${torn}`];
  if (endedInOrder && rest.blocks === 0 && torn === '') return ['The last run ended in order.'];
  return [
    `The last run did not end in order: ${String(rest.blocks)} whole commits behind its index were taken into it.${torn}`,
  ];
}
