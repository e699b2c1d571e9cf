import type { EpistemicStatus } from '@mizan/access';
import { html, type Markup } from '../html';
import { glyph, type GlyphName } from '../parts/glyphs';
import { eventWords } from '../parts/words';
import { lengthOf, utcDay, utcTime } from '../times';
import type { CaseModel, Fact, TimelineItem } from './case.model';

const statuses: Readonly<Record<EpistemicStatus, readonly [GlyphName, string]>> = {
  P: ['fact', 'procedural fact'],
  U: ['undertaking', 'undertaking'],
  M: ['claim', 'claim'],
  F: ['finding', 'finding'],
  L: ['ruling', 'ruling'],
};

/** What was recorded, in the order in which it became known. */
export function timelineSection({ timeline }: CaseModel): Markup {
  return html`<section class="timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline</h2>
    <p class="reading">
      In the order in which it was recorded. What is said to have happened when stands beside it.
    </p>
    <ol>
      ${timeline.map(item)}
    </ol>
  </section>`;
}

function item(entry: TimelineItem): Markup {
  const [shape, words] = statuses[entry.status];
  return html`<li class="status-${words.split(' ').at(-1)}">
    <div class="what">
      <h3>${eventWords(entry.type)}</h3>
      <span class="status">${glyph(shape)}${words}</span>
      <span class="actor">${actorOf(entry)}</span>
    </div>
    <div class="when">
      <span>${utcTime(entry.recordedAt)}</span>
      ${entry.occurredAt && html`<span class="occurred">said to be of ${occurred(entry.occurredAt)}</span>`}
      ${entry.lateMs !== null && html`<span class="chip">recorded ${lengthOf(entry.lateMs)} later</span>`}
      <code>${entry.position}</code>
    </div>
    ${entry.details.length > 0 && html`<div class="content">${factList(entry.details)}</div>`}
  </li>`;
}

function actorOf({ actor }: TimelineItem): Markup {
  return html`${actor.party && html`<b class="party">${actor.party}</b>`} ${actor.role}
    <code>${actor.id}</code>`;
}

function occurred({ from, to, precision }: NonNullable<TimelineItem['occurredAt']>): Markup {
  const show = precision === 'day' ? utcDay : utcTime;
  const oneDay = precision === 'day' && from.slice(0, 10) === to.slice(0, 10);
  return from === to || oneDay ? show(from) : html`${show(from)} to ${show(to)}`;
}

/** Facts as a list of terms. */
export function factList(facts: readonly Fact[]): Markup {
  return html`<dl class="facts">
    ${facts.map(
      ({ label, value, note }) =>
        html`<div>
          <dt>${label}</dt>
          <dd><bdi>${value}</bdi> ${note && html`<small>${note}</small>`}</dd>
        </div>`,
    )}
  </dl>`;
}
