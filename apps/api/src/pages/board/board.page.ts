import { html, type Markup } from '../html';
import { asOfForm } from '../parts/as-of-form';
import type { BoardModel } from './board.model';
import { casesSection } from './cases.section';
import { outcomesSection } from './outcomes.section';
import { scorecardSection } from './scorecard.section';

/** The review board. */
export function boardPage(model: BoardModel): Markup {
  return html`<h1>Did what was shared lead to action, or to a strike?</h1>
    ${asOfForm('/', model.moment)} ${outcomesSection(model)} ${scorecardSection(model)} ${casesSection(model)}`;
}
