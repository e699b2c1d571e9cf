import { html, link, type Markup } from '../html';
import type { Moment } from './layout';

/** Chooses the moment a page is read at: a position or an instant, or one of three steps back. */
export function asOfForm(path: string, moment: Moment): Markup {
  return html`<form class="as-of" method="get" action="${path}" role="search" aria-label="Moment to read at">
    <label for="asOf">As known at</label>
    <input
      id="asOf"
      name="asOf"
      value="${moment.asked ?? ''}"
      placeholder="now"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="asOf-hint"
    />
    <button type="submit">Show</button>
    <span class="steps">
      ${steps.map(([label, days]) => html`<a href="${link(path, { asOf: before(moment, days) })}">${label}</a>`)}
      ${moment.asked === null ? html`<b aria-current="true">Now</b>` : html`<a href="${path}">Now</a>`}
    </span>
    <small id="asOf-hint">A ledger position, or an instant such as 2026-11-01T09:30:00Z.</small>
  </form>`;
}

const steps = [
  ['30 days earlier', 30],
  ['7 days earlier', 7],
  ['1 day earlier', 1],
] as const;

const dayMs = 86_400_000;

function before({ validAt }: Moment, days: number): string {
  return new Date(Date.parse(validAt) - days * dayMs).toISOString();
}
