import type { AskedPair } from '../../http/read';
import { html, link, type Markup } from '../html';
import type { Moment } from './layout';

/** Chooses the pair a page is read at: what was known, up to when time has run, or one of three steps back. */
export function asOfForm(path: string, moment: Moment): Markup {
  const { asked, tense } = moment;
  return html`<form class="as-of" method="get" action="${path}" role="search" aria-label="Moment to read at">
    <label for="asOf">As known at</label> ${input('asOf', asked, 'now')}
    <label for="validAt">time run up to</label> ${input('validAt', asked, 'the same')}
    <button type="submit">Show</button>
    <span class="steps">
      ${steps.map(([label, days]) => html`<a href="${link(path, before(moment, days))}">${label}</a>`)}
      ${tense === 'now' ? html`<b aria-current="true">Now</b>` : html`<a href="${path}">Now</a>`}
    </span>
    <small id="moment-hint">
      What was known: a ledger position, or an instant such as 2026-11-01T09:30:00Z. Up to when time has run:
      an instant.
    </small>
  </form>`;
}

function input(name: keyof AskedPair, asked: AskedPair, placeholder: string): Markup {
  return html`<input
    id="${name}"
    name="${name}"
    value="${asked[name] ?? ''}"
    placeholder="${placeholder}"
    autocomplete="off"
    spellcheck="false"
    aria-describedby="moment-hint"
  />`;
}

const steps = [
  ['30 days earlier', 30],
  ['7 days earlier', 7],
  ['1 day earlier', 1],
] as const;

const dayMs = 86_400_000;

/** Whoever chose up to when time has run stays with what was known, and goes back in time alone. */
function before({ validAt, asked }: Moment, days: number): { asOf: string | null; validAt: string | null } {
  const earlier = new Date(Date.parse(validAt) - days * dayMs).toISOString();
  return asked.validAt === null ? { asOf: earlier, validAt: null } : { asOf: asked.asOf, validAt: earlier };
}
