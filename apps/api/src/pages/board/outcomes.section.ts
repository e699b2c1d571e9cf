import type { ClaimedOutcome } from '@mizan/domain';
import { html, link, type Markup } from '../html';
import { glyph } from '../parts/glyphs';
import { outcomeWords } from '../parts/outcome-words';
import { counted } from '../parts/words';
import type { BoardModel, OutcomeCount } from './board.model';

/** The answer to the headline question: one bar, its table, and one sentence. */
export function outcomesSection(model: BoardModel): Markup {
  const shown = model.counts.filter(({ claimed, found }) => claimed + found > 0);
  return html`<section class="outcomes" aria-labelledby="outcomes-title">
    <h2 id="outcomes-title">What became of what was shared</h2>
    <p class="reading">${readingOf(model)}</p>
    ${model.released > 0 && bar(model)}
    <div class="scroll">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">Claimed</th>
            <th scope="col" class="number">of these contested</th>
            <th scope="col" class="number">Found</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((count) => rowOf(count, model))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function rowOf({ outcome, claimed, contested, found }: OutcomeCount, { moment }: BoardModel): Markup {
  const { label, family, meaning } = outcomeWords[outcome];
  const list = link('/', { ...moment.asked, outcome });
  return html`<tr>
    <th scope="row">
      <a class="outcome ${family}" href="${list}#cases" title="${meaning}">${glyph(outcome)} ${label}</a>
      <small>${meaning}</small>
    </th>
    <td class="number">${claimed}</td>
    <td class="number ${contested === 0 && 'nil'}">${contested}</td>
    <td class="number ${found === 0 && 'nil'}">${found}</td>
  </tr>`;
}

/** Widths are exact shares; a segment that has room for it carries its outcome's shape. */
function bar({ counts, released }: BoardModel): Markup {
  let left = 0;
  const segments = counts
    .filter(({ claimed }) => claimed > 0)
    .map(({ outcome, claimed }) => {
      const width = (claimed / released) * 100;
      left += width;
      return segment(outcome, { from: left - width, width });
    });
  return html`<svg class="bar" aria-hidden="true">${segments}</svg>`;
}

/** Outcomes whose colour is too light for a white shape. */
const light: readonly ClaimedOutcome[] = [
  'acted-late',
  'declined',
  'returned',
  'inadmissible',
  'withdrawn',
  'open',
];
const leastPercent = 4;

function segment(outcome: ClaimedOutcome, { from, width }: { from: number; width: number }): Markup {
  const { family } = outcomeWords[outcome];
  return html`<rect
      class="segment ${family} s-${outcome}"
      x="${from.toFixed(3)}%"
      width="${width.toFixed(3)}%"
      height="100%"
    />
    ${
      width >= leastPercent &&
      html`<svg
        class="${light.includes(outcome) && 'light'}"
        x="${(from + width / 2).toFixed(3)}%"
        y="50%"
        overflow="visible"
      >
        <use href="#g-${outcome}" x="-8" y="-8" width="16" height="16" />
      </svg>`
    }`;
}

function readingOf({ counts, released, drafts }: BoardModel): string {
  if (released === 0) return 'Nothing has been shared yet.';
  const sum = (...outcomes: ClaimedOutcome[]) =>
    counts
      .filter(({ outcome }) => outcomes.includes(outcome))
      .reduce((total, { claimed }) => total + claimed, 0);
  const inTime = sum('acted-in-time', 'reported-late');
  const contested = counts.reduce((total, count) => total + count.contested, 0);
  const found = counts.reduce((total, count) => total + count.found, 0);
  return (
    `Of ${counted(released, 'share')} released, ${sum('acted-in-time', 'reported-late', 'acted-late')} led to action ` +
    `(${inTime} of them by the deadline), ${sum('struck-instead')} to a strike instead and ` +
    `${sum('acted-and-struck')} to both; ${sum('declined', 'not-acted')} saw no action and ${sum('open')} are open. ` +
    `Each of these is what the parties say: ${contested} are contested, and ${found || 'none'} has been found.` +
    (drafts > 0 ? ` ${counted(drafts, 'draft')} ${drafts === 1 ? 'counts' : 'count'} nowhere.` : '')
  );
}
