import { html, link, type Markup } from '../html';
import { notRunning } from '../parts/deadline';
import { outcomeCell, overlayMarks, stateMark } from '../parts/marks';
import { eventWords } from '../parts/words';
import { utcTime } from '../times';
import type { CaseModel, ReplayRow } from './case.model';

/** The case folded again from the event store, state after state; each position opens the page as it was known then. */
export function replaySection({ id, replay, moment }: CaseModel): Markup {
  return html`<section class="replay" aria-labelledby="replay-title">
    <h2 id="replay-title">Replay</h2>
    <p class="reading">
      Folded from the ledger itself, event by event. A position opens this page as it was known then.
    </p>
    <table class="board">
      <thead>
        <tr>
          <th scope="col">Position</th>
          <th scope="col">After</th>
          <th scope="col">State</th>
          <th scope="col">Deadline</th>
          <th scope="col">Outcome then</th>
        </tr>
      </thead>
      <tbody>
        ${replay.map((row) => rowOf(row, { id, asked: moment.asked.asOf }))}
      </tbody>
    </table>
  </section>`;
}

function rowOf(row: ReplayRow, { id, asked }: { id: string; asked: string | null }): Markup {
  const here = asked === row.position;
  return html`<tr class="${here ? 'here' : ''}">
    <th scope="row">
      <a href="${link(`/cases/${id}`, { asOf: row.position })}" ${here && html`aria-current="true"`}
        >${row.position}</a
      >
      <small>${utcTime(row.recordedAt)}</small>
    </th>
    <td data-label="After">${eventWords(row.type)}</td>
    <td data-label="State">${stateMark(row.state)} ${overlayMarks(row.overlays)}</td>
    <td data-label="Deadline">${row.due ? utcTime(row.due) : notRunning(row.state)}</td>
    <td data-label="Outcome then">${outcomeCell(row.outcome)}</td>
  </tr>`;
}
