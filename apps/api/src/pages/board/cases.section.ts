import { html, link, type Markup } from '../html';
import { deadlineMark } from '../parts/deadline';
import { direction, outcomeCell, overlayMarks, stateMark } from '../parts/marks';
import { outcomeWords } from '../parts/outcome-words';
import { codeWords, counted } from '../parts/words';
import type { BoardModel, BoardRow } from './board.model';

/** The board itself, newest first. */
export function casesSection(model: BoardModel): Markup {
  const { only, pager, moment } = model;
  return html`<section class="cases" id="cases" aria-labelledby="cases-title">
    <h2 id="cases-title">Cases</h2>
    <p class="reading">
      ${counted(pager.total, 'case')}, the newest first.
      ${
        only &&
        html`Only those that read <em>${outcomeWords[only].label}</em>.
          <a href="${link('/', { ...moment.asked })}#cases">Show all</a>`
      }
    </p>
    ${model.rows.length > 0 && table(model)} ${pager.pages > 1 && pagerOf(model)}
  </section>`;
}

function table(model: BoardModel): Markup {
  return html`<table class="board">
    <thead>
      <tr>
        <th scope="col">Case</th>
        <th scope="col">Shared, asked for</th>
        <th scope="col">State</th>
        <th scope="col">Deadline</th>
        <th scope="col">Outcome</th>
      </tr>
    </thead>
    <tbody>
      ${model.rows.map((row) => rowOf(row, model))}
    </tbody>
  </table>`;
}

function rowOf(row: BoardRow, { moment, zones }: BoardModel): Markup {
  return html`<tr>
    <th scope="row">
      <a href="${link(`/cases/${row.id}`, { ...moment.asked })}"><bdi>${row.reference}</bdi></a>
      ${direction(row.sharer, row.recipient)}
    </th>
    <td data-label="Shared, asked for">
      ${codeWords(row.kind)} <small>${codeWords(row.requestedAction)} requested</small>
    </td>
    <td data-label="State">${stateMark(row.state)} ${overlayMarks(row.overlays)}</td>
    <td data-label="Deadline">${deadlineMark(row, moment.validAt, zones)}</td>
    <td data-label="Outcome">${outcomeCell(row.outcome)}</td>
  </tr>`;
}

/** "Older" and "newer", never "next" and "previous": the way the list is ordered. */
function pagerOf({ pager: { page, pages }, moment, only }: BoardModel): Markup {
  const to = (target: number, label: string) =>
    target < 1 || target > pages
      ? html`<span class="nil" aria-disabled="true">${label}</span>`
      : html`<a href="${link('/', { ...moment.asked, outcome: only, page: String(target) })}#cases"
          >${label}</a
        >`;
  return html`<nav class="pager" aria-label="Pages of cases">
    ${to(page - 1, '← Newer')} <span>Page ${page} of ${pages}</span> ${to(page + 1, 'Older →')}
  </nav>`;
}
