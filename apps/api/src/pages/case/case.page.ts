import type { CaseOutcome } from '@mizan/domain';
import { html, link, type Markup } from '../html';
import { asOfForm } from '../parts/as-of-form';
import { deadlineMark } from '../parts/deadline';
import { direction, outcomeMark, overlayMarks, stateMark } from '../parts/marks';
import { meaningOf } from '../parts/outcome-words';
import { codeWords } from '../parts/words';
import type { CaseModel } from './case.model';
import { replaySection } from './replay.section';
import { stripSection } from './strip.section';
import { factList, timelineSection } from './timeline.section';

/** One case: what was shared, what became of it, and how that came to be known. */
export function casePage(model: CaseModel): Markup {
  return html`<p class="crumb"><a href="${link('/', { ...model.moment.asked })}">Review board</a></p>
    ${heading(model)} ${asOfForm(`/cases/${model.id}`, model.moment)}
    <div class="summary">${outcomePanel(model)} ${sharedPanel(model)}</div>
    ${stripSection(model)} ${timelineSection(model)} ${replaySection(model)}`;
}

function heading(model: CaseModel): Markup {
  return html`<header class="case-head">
    <h1><bdi>${model.reference}</bdi> ${direction(model.sharer, model.recipient)}</h1>
    <p>${stateMark(model.state)} ${overlayMarks(model.overlays)}</p>
  </header>`;
}

function outcomePanel({ outcome, due, state, moment, zones }: CaseModel): Markup {
  return html`<section class="panel" aria-labelledby="outcome-title">
    <h2 id="outcome-title">Outcome</h2>
    <dl class="columns">
      <div>
        <dt>Claimed</dt>
        <dd>${outcomeMark(outcome.claimed)}</dd>
      </div>
      <div>
        <dt>Contested</dt>
        <dd>${outcome.contested ? html`<span class="chip contested">yes, contested</span>` : 'no'}</dd>
      </div>
      <div>
        <dt>Found</dt>
        <dd>${foundOf(outcome)}</dd>
      </div>
    </dl>
    <p class="reading">${meaningOf(outcome.claimed, due)}</p>
    <h3>Deadline</h3>
    ${deadlineMark({ due, state }, moment.validAt, zones)}
  </section>`;
}

function foundOf({ found }: CaseOutcome): Markup {
  return found ? outcomeMark(found) : html`<span class="nil">nothing found yet</span>`;
}

function sharedPanel({ kind, requestedAction, believed, place, facts }: CaseModel): Markup {
  return html`<section class="panel" aria-labelledby="shared-title">
    <h2 id="shared-title">What was shared</h2>
    <p class="kind"><b>${codeWords(kind)}</b>; ${codeWords(requestedAction).toLowerCase()} requested.</p>
    ${believed && html`<blockquote dir="auto">${believed}</blockquote>`} ${factList([...place, ...facts])}
  </section>`;
}
