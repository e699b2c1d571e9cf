import { Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import type { CaseView } from '@mizan/domain';
import { CaseQueries } from '@mizan/read-models';
import type { AsOfPair } from '../http/read';
import { CaseAccess } from './case-access';
import type { CaseParts } from './case-parts';
import { caseDetail, type CaseDetail } from './case.presenter';
import { timelineUpTo } from './timeline-up-to';

/** Everything about one case for one reader, and what it was put together from. */
export interface ReadCase extends CaseParts {
  readonly detail: CaseDetail;
}

/** Reads one case with all that belongs to it: the answer and the page are made of the same. */
@Injectable()
export class CaseDetails {
  constructor(
    private readonly access: CaseAccess,
    private readonly cases: CaseQueries,
  ) {}

  /** @throws Problem 404 CASE_UNKNOWN, AmbiguousReference */
  async read(reader: Identity, idOrReference: string, pair: AsOfPair): Promise<ReadCase> {
    const seen = await this.access.read(reader, idOrReference, pair.asOf);
    const { view } = seen.row;
    const timeline = timelineUpTo(await this.cases.timeline(view.id, pair.asOf), pair.validAt);
    const others = await this.access.references(reader, namedBy(view), pair.asOf);
    const parts = { ...seen, reader, timeline, others, pair };
    return { ...parts, detail: caseDetail(parts) };
  }
}

/** Ids of the other cases that a case, or a strike that is linked to it, names. */
function namedBy({ id, supersededBy, strikes }: CaseView): string[] {
  return [supersededBy ?? [], ...strikes.map(({ linkedCases }) => linkedCases)]
    .flat()
    .filter((each) => each !== id);
}
