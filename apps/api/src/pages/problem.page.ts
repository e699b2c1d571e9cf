import { html, type Markup } from './html';

export interface ShownProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
}

/** A problem for a person with a browser: what is wrong and what to do. */
export function problemPage({ status, title, detail, remedy }: ShownProblem): Markup {
  return html`<section class="problem">
    <p class="code">${status}</p>
    <h1>${title}</h1>
    <p class="lead">${detail}</p>
    <p>${remedy}</p>
    <p><a class="button" href="/">To the review board</a></p>
  </section>`;
}
