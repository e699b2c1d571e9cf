import type { Marking } from '@mizan/domain';

/** From most to least restrictive: TLP 2.0, never translated. */
export const TLP_LEVELS = ['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'] as const;

export type Tlp = (typeof TLP_LEVELS)[number];

/** The part of a marking that decides who sees. */
export interface Marked {
  readonly tlp: string;
}

/** The level a marking stands for. Unmarked is RED, and so is a label nobody here knows: doubt keeps things closed. */
export function tlpOf(marking: Marked | null): Tlp {
  return TLP_LEVELS.find((level) => level === marking?.tlp) ?? 'TLP:RED';
}

/**
 * The marking something inherits from two sources: of each part the more restrictive. Unmarked counts as RED and
 * adds no caveat of its own; two unmarked sources leave it unmarked.
 */
export function strictest(a: Marking | null, b: Marking | null): Marking | null {
  if (a === null && b === null) return null;
  const level = Math.min(TLP_LEVELS.indexOf(tlpOf(a)), TLP_LEVELS.indexOf(tlpOf(b)));
  return {
    tlp: TLP_LEVELS[level] ?? 'TLP:RED',
    handling: [...new Set([...(a?.handling ?? []), ...(b?.handling ?? [])])].sort(),
    permissibleUse: narrowerUse(a?.permissibleUse ?? null, b?.permissibleUse ?? null),
  };
}

type Use = Marking['permissibleUse'];

/** What each use includes. Nothing stated restricts nothing; uses that share no more than the record leave that. */
const INCLUDES: Readonly<Record<NonNullable<Use>, readonly Use[]>> = {
  'RECORD-ONLY': [],
  'VERIFY-ONLY': ['RECORD-ONLY'],
  'LAW-ENFORCEMENT-ACTION': ['VERIFY-ONLY', 'RECORD-ONLY'],
  'FIU-ONLY': ['RECORD-ONLY'],
};

function narrowerUse(a: Use, b: Use): Use {
  if (a === null || b === null) return a ?? b;
  if (a === b || INCLUDES[b].includes(a)) return a;
  return INCLUDES[a].includes(b) ? b : 'RECORD-ONLY';
}
