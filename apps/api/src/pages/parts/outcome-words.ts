import type { ClaimedOutcome } from '@mizan/domain';

/** How an outcome reads on a page. `family` decides the colour, the same for either party; the glyph is its own. */
export interface OutcomeWords {
  readonly label: string;
  readonly family: 'acted' | 'struck' | 'idle' | 'aside' | 'open';
  /** One sentence for a reader who sees the word for the first time. */
  readonly meaning: string;
}

export const outcomeWords: Readonly<Record<ClaimedOutcome, OutcomeWords>> = {
  'acted-in-time': {
    label: 'Acted in time',
    family: 'acted',
    meaning: 'An action is reported to have happened, and was reported, by the deadline.',
  },
  'reported-late': {
    label: 'Acted in time, reported late',
    family: 'acted',
    meaning: 'The action is dated before the deadline but was recorded after it.',
  },
  'acted-late': {
    label: 'Acted late',
    family: 'acted',
    meaning: 'The action is dated after the deadline.',
  },
  'acted-and-struck': {
    label: 'Acted, and struck',
    family: 'struck',
    meaning: 'There was an action, and a strike inside the window as well.',
  },
  'struck-instead': {
    label: 'Struck instead',
    family: 'struck',
    meaning: 'A strike inside the window, and no action.',
  },
  declined: {
    label: 'Declined with reasons',
    family: 'idle',
    meaning: 'The recipient declined by the deadline and said why.',
  },
  'not-acted': {
    label: 'Not acted on',
    family: 'idle',
    meaning: 'The deadline has passed and no action is on record.',
  },
  returned: {
    label: 'Returned, not corrected',
    family: 'aside',
    meaning: 'The recipient returned it with a defect that was not corrected.',
  },
  inadmissible: { label: 'Ruled inadmissible', family: 'aside', meaning: 'So ruled by the co-chairs.' },
  withdrawn: {
    label: 'Withdrawn',
    family: 'aside',
    meaning: 'Withdrawn before any action, strike or missed deadline.',
  },
  open: { label: 'Open', family: 'open', meaning: 'The clock still runs.' },
};

/** What the outcome says of one case. Only what was delivered has a clock. */
export function meaningOf(outcome: ClaimedOutcome, due: string | null): string {
  if (outcome === 'open' && due === null) return 'A draft: no clock runs before it is delivered.';
  return outcomeWords[outcome].meaning;
}

/** From "it led to action" to "it is still open": the order of every list and bar of outcomes. */
export const outcomeOrder = Object.keys(outcomeWords) as readonly ClaimedOutcome[];
