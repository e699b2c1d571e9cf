import type { CaseOutcome, ClaimedOutcome } from '@mizan/domain';
import { html, type Markup } from '../html';
import { glyph } from './glyphs';
import { outcomeWords } from './outcome-words';
import { eventWords } from './words';

/** An outcome as shape, colour and word. */
export function outcomeMark(outcome: ClaimedOutcome): Markup {
  const { label, family } = outcomeWords[outcome];
  return html`<span class="outcome ${family}">${glyph(outcome)} ${label}</span>`;
}

/** What is claimed, whether it is contested, and what was found, never run together. */
export function outcomeCell({ claimed, contested, found }: CaseOutcome): Markup {
  return html`${outcomeMark(claimed)} ${contested && html`<span class="chip contested">contested</span>`}
  ${found && html`<span class="chip found">found: ${outcomeWords[found].label}</span>`}`;
}

/** A case's state; overlays stand beside it, never instead of it. */
export function stateMark(state: string): Markup {
  return html`<span class="state">${eventWords(state)}</span>`;
}

export function overlayMarks(overlays: readonly string[]): Markup[] {
  return overlays.map(
    (overlay) => html` <span class="chip of-${overlay}">${glyph('flag')}${eventWords(overlay)}</span>`,
  );
}

/** From whom to whom. */
export function direction(sharer: string, recipient: string): Markup {
  return html`<span class="direction"
    ><b>${sharer}</b> <span aria-hidden="true">→</span><span class="unseen">to</span>
    <b>${recipient}</b></span
  >`;
}
