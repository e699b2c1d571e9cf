import { Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { CaseQueries, type CaseListing, type CaseRow } from '@mizan/read-models';
import { seenBy, type SeenCase } from './case-access';

/** Pages of the read side looked through for one page of answers, at most. */
const patience = 20;

/** The board as one person sees it. */
@Injectable()
export class CaseBoard {
  constructor(private readonly cases: CaseQueries) {}

  /**
   * A page of what the caller may see and wants. It can hold fewer than `limit` cases, or none, and still have a next
   * one: what is hidden is passed over, not counted.
   * @throws UnknownCursor
   */
  async page(
    caller: Identity,
    listing: CaseListing,
    wants: (row: CaseRow) => boolean,
  ): Promise<{ readonly seen: SeenCase[]; readonly next: string | null }> {
    const seen: SeenCase[] = [];
    const { after, ...filter } = listing;
    let cursor = after;
    for (let turn = 0; turn < patience; turn++) {
      const limit = listing.limit - seen.length;
      const { rows, next } = await this.cases.list({
        ...filter,
        limit,
        ...(cursor ? { after: cursor } : {}),
      });
      seen.push(...rows.filter(wants).flatMap((row) => seenBy(caller, row) ?? []));
      if (next === null || seen.length === listing.limit) return { seen, next };
      cursor = next;
    }
    return { seen, next: cursor ?? null };
  }
}
