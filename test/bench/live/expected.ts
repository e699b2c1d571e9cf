import { sightOf, type Identity } from '@mizan/access';
import {
  foldCase,
  foldStrike,
  idInStream,
  withStrike,
  type CaseView,
  type RecordedShareEvent,
  type RecordedStrikeEvent,
  type StrikeView,
} from '@mizan/domain';
import type { Decoded, EventCodec, EventStore } from '@mizan/es';
import { eventKey } from './appender';

export interface LedgerEntry {
  readonly position: string;
  /** Of the event, see `eventKey`. */
  readonly key: string;
  /** The cases it changed, and the strike it is about, right after it. */
  readonly cases: readonly CaseView[];
  readonly strike: StrikeView | null;
}

/** The whole ledger from the event store, folded here: nothing of the live feed or the read models is asked. */
export async function ledgerEntries(store: EventStore, codec: EventCodec): Promise<LedgerEntry[]> {
  const fold = new Fold();
  const entries: LedgerEntry[] = [];
  for await (const event of store.readAll()) {
    const decoded = codec.decode(event);
    if (decoded) entries.push(fold.entry(decoded));
  }
  return entries;
}

/** Whether somebody may see an entry: as the cases were known right after it, or as a party of the strike. */
export function isFor({ cases, strike }: LedgerEntry, reader: Identity): boolean {
  if (cases.some((view) => sightOf(reader, view) !== 'none')) return true;
  if (strike === null) return false;
  const { by: sharer, against: recipient } = strike;
  return sightOf(reader, { sharer, recipient, state: 'Recorded', marking: null }) === 'full';
}

class Fold {
  private readonly cases = new Map<string, CaseView>();
  private readonly strikes = new Map<string, StrikeView>();

  entry(event: Decoded): LedgerEntry {
    const { kind, id } = idInStream(event.stream) ?? { kind: null, id: '' };
    const base = { position: event.position.toString(), key: eventKey(event.stream, event.revision) };
    if (kind === 'share') return { ...base, cases: [this.share(id, event)], strike: null };
    if (kind !== 'strike') return { ...base, cases: [], strike: null };
    const strike = foldStrike(this.strikes.get(id) ?? null, event as unknown as RecordedStrikeEvent, id);
    this.strikes.set(id, strike);
    return { ...base, cases: strike.linkedCases.map((caseId) => this.struck(caseId, strike)), strike };
  }

  private share(id: string, event: Decoded): CaseView {
    const view = foldCase(this.cases.get(id) ?? null, event as unknown as RecordedShareEvent, id);
    this.cases.set(id, view);
    return view;
  }

  private struck(caseId: string, strike: StrikeView): CaseView {
    const view = this.cases.get(caseId);
    if (!view) throw new Error(`The strike ${strike.id} names case ${caseId}, which is not in the ledger.`);
    const next = withStrike(view, strike);
    this.cases.set(caseId, next);
    return next;
  }
}
