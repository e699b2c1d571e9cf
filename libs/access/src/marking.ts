/** From most to least restrictive: TLP 2.0, never translated. */
export const TLP_LEVELS = ['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'] as const;

export type Tlp = (typeof TLP_LEVELS)[number];

/** The part of a marking that decides who sees; a domain marking carries more and passes through untouched. */
export interface Marked {
  readonly tlp: string;
}

/** The level a marking stands for. Unmarked is RED, and so is a label nobody here knows: doubt keeps things closed. */
export function tlpOf(marking: Marked | null): Tlp {
  return TLP_LEVELS.find((level) => level === marking?.tlp) ?? 'TLP:RED';
}

/**
 * The marking something inherits from two sources: the more restrictive one. Between equals the first stays,
 * except that a written marking is preferred to none.
 */
export function strictest<M extends Marked>(a: M | null, b: M | null): M | null {
  const order = TLP_LEVELS.indexOf(tlpOf(a)) - TLP_LEVELS.indexOf(tlpOf(b));
  if (order === 0) return a ?? b;
  return order < 0 ? a : b;
}
