import { html, type Markup } from './html';

export interface ShownProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  /** What the logs call the request. */
  readonly requestId: string | null;
}

/** A problem for a person with a browser: what is wrong, what to do, and what to quote. */
export function problemPage({ status, title, detail, remedy, requestId }: ShownProblem): Markup {
  return html`<section class="problem">
    <p class="code">${status}</p>
    <h1>${title}</h1>
    <p class="lead">${detail}</p>
    <p>${remedy}</p>
    ${requestId === null ? '' : html`<p>Request <code>${requestId}</code></p>`}
    <p><a class="button" href="/">To the review board</a></p>
  </section>`;
}
