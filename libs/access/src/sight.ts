import type { Identity, Role } from './identity';
import { tlpOf, type Marked, type Tlp } from './marking';

/** What decides who may see a case. */
export interface Visible {
  /** Party codes, per case: either party can be either. */
  readonly sharer: string;
  readonly recipient: string;
  /** The case state's name; only `Draft` matters here. */
  readonly state: string;
  readonly marking: Marked | null;
}

/** `coarse`: the row is shown, its place only as a grid square. `none`: as if the case did not exist. */
export type Sight = 'full' | 'coarse' | 'none';

const DRAFT = 'Draft';
const LIAISON: readonly Role[] = ['sharer', 'approver', 'recipient'];
const READS_EVERYTHING: readonly Role[] = ['co-chair', 'auditor', 'system'];
const NEED_TO_KNOW: readonly Role[] = ['verifier', 'registrar'];
const WIDER_CIRCLE: readonly Role[] = ['committee', 'fiu', 'humanitarian'];
const OUTER_CIRCLE: readonly Role[] = ['observer', 'operator'];

/**
 * How much of a case this identity may see. A draft is the drafting party's own, and the other party must not
 * even learn that it exists; from release on the marking decides.
 */
export function sightOf(identity: Identity, subject: Visible): Sight {
  if (READS_EVERYTHING.includes(identity.role)) return 'full';
  if (subject.state === DRAFT) return speaksFor(identity, subject.sharer) ? 'full' : 'none';
  if (speaksFor(identity, subject.sharer) || speaksFor(identity, subject.recipient)) return 'full';
  return sightByMarking(identity.role, tlpOf(subject.marking));
}

function sightByMarking(role: Role, level: Tlp): Sight {
  if (NEED_TO_KNOW.includes(role)) return 'full';
  if (level !== 'TLP:RED' && WIDER_CIRCLE.includes(role)) return 'full';
  if (level === 'TLP:CLEAR') return 'coarse';
  return level === 'TLP:GREEN' && OUTER_CIRCLE.includes(role) ? 'coarse' : 'none';
}

/** Only a party's liaison officers read with its eyes; a verifier or observer it nominated does not. */
function speaksFor(identity: Identity, party: string): boolean {
  return identity.party === party && LIAISON.includes(identity.role);
}
