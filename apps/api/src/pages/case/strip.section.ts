import { html, type Markup } from '../html';
import { utcTime } from '../times';
import type { CaseModel, StripMark } from './case.model';

const glyphs: Readonly<Record<StripMark['kind'], Markup>> = {
  delivered: html`<path d="M-6-9 6 0-6 9z" />`,
  answer: html`<circle r="5" class="hollow" />`,
  action: html`<circle r="8" />`,
  strike: html`<path d="M0-10 9 7H-9z" />`,
  deadline: html`<path d="M-2-20h4v40h-4z" />`,
  now: html`<path d="M-1-20h2v6h-2zM-1-10h2v6h-2zM-1 0h2v6h-2zM-1 10h2v6h-2z" />`,
};

/** From release to deadline and beyond, to scale; the list under it says the same in words. */
export function stripSection({ strip }: CaseModel): Markup | null {
  const times = strip.map(({ at }) => Date.parse(at));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (strip.length < 2 || first === last) return null;
  const x = (at: string) => `${(2 + ((Date.parse(at) - first) / (last - first)) * 96).toFixed(2)}%`;
  const due = strip.find(({ kind }) => kind === 'deadline');
  return html`<figure class="strip">
    <svg aria-hidden="true">
      <line class="axis" x1="2%" y1="28" x2="98%" y2="28" />
      ${due && html`<line class="window" x1="2%" y1="28" x2="${x(due.at)}" y2="28" />`}
      ${strip.map(
        ({ kind, at }) =>
          html`<svg class="${kind}" x="${x(at)}" y="28" overflow="visible">${glyphs[kind]}</svg>`,
      )}
    </svg>
    <figcaption>
      <ul>
        ${strip.map(
          ({ kind, label, at }) =>
            html`<li class="${kind}">
              <svg viewBox="-12 -12 24 24" aria-hidden="true">${glyphs[kind]}</svg>
              <b>${label}</b> ${utcTime(at)}
            </li>`,
        )}
      </ul>
    </figcaption>
  </figure>`;
}
