import { Inject, Injectable } from '@nestjs/common';
import { sightOf, type Identity, type Sight } from '@mizan/access';
import { foldCase, shareStream, type CaseView, type ShareEvent } from '@mizan/domain';
import type { CommandHandler } from '@mizan/es';
import { CaseQueries, type CaseRow } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { isUuid } from '../http/uuid';
import { COMMANDS } from '../ledger-access/tokens';

/** A case with how much of it the caller may see: never `none`. */
export interface SeenCase {
  readonly row: CaseRow;
  readonly sight: Exclude<Sight, 'none'>;
}

/** How many sightings are remembered: the memory is for the cases that people work on. */
const REMEMBERED = 10_000;

/** Finds cases for people: what somebody may not see does not exist for them. */
@Injectable()
export class CaseAccess {
  /** Who saw which case; the oldest first. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly cases: CaseQueries,
    @Inject(COMMANDS) private readonly commands: CommandHandler,
  ) {}

  /** As it was known at `asOf`. @throws Problem 404 CASE_UNKNOWN, AmbiguousReference */
  async read(caller: Identity, idOrReference: string, asOf: bigint | null): Promise<SeenCase> {
    const row = await this.cases.find(idOrReference, asOf);
    const seen = row && seenBy(caller, row);
    if (seen) return seen;
    throw unknownShare(idOrReference);
  }

  /** References by id: those of these cases that the caller may see, as they were known at `asOf`. */
  async references(
    caller: Identity,
    ids: readonly string[],
    asOf: bigint | null,
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await Promise.all([...new Set(ids)].filter(isUuid).map((id) => this.cases.find(id, asOf)));
    const seen = rows.flatMap((row) => (row && seenBy(caller, row)) ?? []);
    return new Map(seen.map(({ row: { view } }) => [view.id, view.reference]));
  }

  /**
   * For orders: the read side may be a moment behind what this caller has just done, so what it does not show, or shows as
   * a draft, is looked up in the ledger itself.
   * @throws Problem 404 CASE_UNKNOWN, AmbiguousReference
   */
  async forOrder(caller: Identity, idOrReference: string): Promise<CaseView> {
    const row = await this.cases.find(idOrReference, null);
    if (row && row.view.state !== 'Draft' && seenBy(caller, row)) return row.view;
    const id = row?.view.id ?? (isUuid(idOrReference) ? idOrReference.toLowerCase() : null);
    const view = id === null ? null : await this.newest(id);
    if (view && sightOf(caller, view) !== 'none') return view;
    throw unknownShare(idOrReference);
  }

  /**
   * As `forOrder`, for the id alone. Whoever has seen a case sees it for good, because a release is never undone and a
   * marking never changes; so a case named by its id is looked for once, and not with every order.
   */
  async idForOrder(caller: Identity, idOrReference: string): Promise<string> {
    const key = `${caller.role} ${caller.party ?? ''} ${idOrReference}`;
    if (this.seen.has(key)) return idOrReference;
    const { id } = await this.forOrder(caller, idOrReference);
    if (id === idOrReference) this.remember(key);
    return id;
  }

  private remember(key: string): void {
    const [oldest] = this.seen;
    if (oldest !== undefined && this.seen.size >= REMEMBERED) this.seen.delete(oldest);
    this.seen.add(key);
  }

  private async newest(id: string): Promise<CaseView | null> {
    const events = await this.commands.history<ShareEvent>(shareStream(id));
    return events.reduce<CaseView | null>((view, event) => foldCase(view, event, id), null);
  }
}

/** Null where the caller may not know of the case. */
export function seenBy(caller: Identity, row: CaseRow): SeenCase | null {
  const sight = sightOf(caller, row.view);
  return sight === 'none' ? null : { row, sight };
}

function unknownShare(idOrReference: string): Problem {
  return new Problem({
    code: 'CASE_UNKNOWN',
    status: 404,
    detail: `There is no case "${idOrReference.slice(0, 60)}" that you may see.`,
    remedy: 'Check the id or reference; GET /v1/shares lists the cases you may see.',
  });
}
