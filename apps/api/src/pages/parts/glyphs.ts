import { html, type Markup } from '../html';

const shapes = {
  'acted-in-time': html`<circle cx="8" cy="8" r="6.5" />`,
  'reported-late': html`<circle cx="8" cy="8" r="5.75" class="line" /><path
      d="M8 2.25a5.75 5.75 0 0 1 0 11.5z"
    />`,
  'acted-late': html`<circle cx="8" cy="8" r="5.75" class="line" /><circle cx="8" cy="8" r="2" />`,
  'acted-and-struck': html`<circle cx="5.5" cy="10" r="4.5" /><path d="M11 1.5 15 8H7z" />`,
  'struck-instead': html`<path d="M8 1.5 15 14H1z" />`,
  declined: html`<path d="M2.75 2.75h10.5v10.5H2.75z" class="line" />`,
  'not-acted': html`<path d="M2 2h12v12H2z" />`,
  returned: html`<path d="M13 12.5V7.5a3 3 0 0 0-3-3H4M7 1.5 3.5 4.5 7 7.5" class="line" />`,
  inadmissible: html`<path d="m3 3 10 10M13 3 3 13" class="line" />`,
  withdrawn: html`<path d="M2 8h12" class="line" />`,
  open: html`<circle cx="8" cy="8" r="5.75" class="line dashed" />`,
  claim: html`<path d="M2.5 2.5h11v8h-6l-3 3v-3h-2z" class="line" />`,
  undertaking: html`<path d="M8 1.5 14 4v4c0 3.5-2.5 5.5-6 6.5C4.5 13.5 2 11.5 2 8V4z" class="line" />`,
  fact: html`<path d="M8 2v12M2 8h12" class="line" />`,
  finding: html`<path d="m2.5 8.5 3.5 4 7.5-9" class="line" />`,
  ruling: html`<path d="M3 13.5h10M8 2v11.5M3 4.5h10M3 4.5l-2 5h4zM13 4.5l-2 5h4z" class="line" />`,
  flag: html`<path d="M3.5 14.5v-12h9l-2 3 2 3h-9" class="line" />`,
} as const satisfies Record<string, Markup>;

export type GlyphName = keyof typeof shapes;

/** Every shape once, hidden; pages put it at the top of the body and refer to it. */
export const glyphSheet = html`<svg class="sheet" aria-hidden="true" focusable="false">
  ${Object.entries(shapes).map(([name, shape]) => html`<symbol id="g-${name}" viewBox="0 0 16 16">${shape}</symbol>`)}
</svg>`;

/** A small shape beside a word; the word carries the meaning for those who do not see it. */
export function glyph(name: GlyphName): Markup {
  return html`<svg class="glyph" aria-hidden="true" focusable="false"><use href="#g-${name}" /></svg>`;
}
