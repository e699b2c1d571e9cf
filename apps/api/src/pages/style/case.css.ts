/** A case. */
export const caseCss = /* css */ `
.crumb { font-size: 0.9375rem; margin-bottom: -2rem; }
.case-head { display: grid; gap: 0.5rem; }
.case-head h1 { max-width: none; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; }
.case-head h1 .direction { font-size: 0.55em; }
/* One word as long as a page breaks where its place ends. */
.panel, .timeline { overflow-wrap: anywhere; }
.summary { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.35fr); gap: 2.5rem; align-items: start; }
.panel { display: grid; gap: 0.8rem; border-top: 3px solid var(--ink); padding-top: 0.8rem; min-width: 0; }
.columns { margin: 0; display: grid; gap: 0.35rem; }
.columns > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); }
.columns dt { color: var(--soft); }
.columns dd { margin: 0; }
.panel .deadline { font-size: 1.0625rem; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--rule); font: 1.0625rem/1.5 var(--serif); }
.strip { margin: 0; display: grid; gap: 0.6rem; }
.strip > svg { width: 100%; height: 3.5rem; display: block; }
.strip .axis { stroke: #8b8f8c; stroke-width: 2; fill: none; }
.strip .window { stroke: var(--acted); stroke-width: 6; fill: none; opacity: 0.35; }
.strip .hollow { fill: var(--paper); stroke: currentColor; stroke-width: 2.5; }
.strip svg svg, .strip li svg { fill: currentColor; }
.strip .action { color: var(--acted); } .strip .strike { color: var(--struck); } .strip .deadline { color: var(--ink); display: inline; }
.strip ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; font-size: 0.875rem; }
.strip li { color: var(--soft); } .strip li b { color: var(--ink); } .strip li time { color: var(--soft); }
.strip li svg { width: 1rem; height: 1rem; vertical-align: -0.2em; }
.timeline ol { list-style: none; margin: 0; padding: 0 0 0 1.4rem; border-left: 2px solid var(--rule); display: grid; gap: 1.6rem; }
.timeline li { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.3rem 1.5rem; }
.timeline li::before {
  content: ""; position: absolute; left: -1.86rem; top: 0.35rem; width: 0.75rem; height: 0.75rem; border-radius: 50%;
  background: var(--ground); border: 2px solid #77807e;
}
.timeline li.status-claim::before { border-style: dashed; }
.timeline li.status-finding::before, .timeline li.status-ruling::before { background: var(--ink); border-color: var(--ink); }
.timeline li.status-undertaking::before { border-radius: 2px; }
.what { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.9rem; }
.what h3 { font-size: 1.0625rem; }
.status { font-size: 0.875rem; color: var(--soft); white-space: nowrap; }
.status .glyph { margin-right: 0.35em; }
.actor { font-size: 0.875rem; flex-basis: 100%; }
.when { font-size: 0.875rem; text-align: right; display: grid; justify-items: end; gap: 0.1rem; }
.occurred { color: var(--soft); }
.content { grid-column: 1 / -1; background: var(--paper); border: 1px solid var(--rule); border-radius: 0.3rem; padding: 0.6rem 0.9rem; }
`;
