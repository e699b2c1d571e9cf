/** The review board. */
export const boardCss = /* css */ `
.outcomes, .scorecard, .cases, .timeline, .replay { display: grid; gap: 1rem; }
.bar { width: 100%; height: 2.75rem; display: block; }
.bar rect { stroke: var(--ground); stroke-width: 3; }
.bar use { fill: #fff; color: #fff; }
.bar .light use { fill: var(--ink); color: var(--ink); }
.segment.acted { fill: var(--acted); } .segment.struck { fill: var(--struck); } .segment.idle { fill: #a5894a; }
.segment.aside { fill: #9a9fa5; } .segment.open { fill: #c3cfdd; }
.segment.s-reported-late { fill: #4c8a80; } .segment.s-acted-late { fill: #86b3ab; }
.segment.s-acted-and-struck { fill: #b9665b; } .segment.s-declined { fill: #c9b583; }
.segment.s-inadmissible { fill: #b4b8bc; } .segment.s-withdrawn { fill: #ced1d3; }
.figures td, .figures tbody th { padding: 0.5rem 0.9rem 0.5rem 0; border-top: 1px solid var(--rule); }
.figures .number { width: 8.5rem; font-size: 1.0625rem; }
.figures thead .number { font-size: 0.8125rem; }
.figures th small { display: block; padding-left: 1.55em; }
.figures a.outcome { text-decoration-color: transparent; }
.figures a.outcome:hover { text-decoration-color: currentColor; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.9rem; }
.card {
  background: var(--paper); border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0.9rem 1rem 1rem;
  display: grid; gap: 0.15rem; align-content: start;
}
.card h3 { font: 600 0.9375rem/1.3 var(--sans); }
.card .value { font: 600 2rem/1.15 var(--serif); letter-spacing: -0.02em; }
.card .value small { font: 400 1rem var(--sans); letter-spacing: 0; }
.card .none { font-size: 1.15rem; font-weight: 400; color: var(--soft); }
.card .of { font-size: 0.9375rem; }
.card .reason { font-size: 0.875rem; color: var(--soft); }
.buckets { margin-top: 0.5rem; font-size: 0.875rem; }
.buckets th, .buckets td { padding: 0.1rem 0.5rem 0.1rem 0; vertical-align: middle; }
.buckets th { white-space: nowrap; color: var(--soft); width: 1%; }
.buckets .number { width: 2.2rem; padding-right: 0; }
.gauge svg { display: block; width: 100%; height: 0.55rem; }
.gauge rect { fill: #7f8b94; }
.board { font-size: 0.9375rem; }
.board td, .board tbody th { padding: 0.75rem 1rem 0.75rem 0; border-top: 1px solid var(--rule); }
.board tbody th a { font-weight: 600; white-space: nowrap; }
.board tbody th .direction, .board td small, .board th small, .board .state { display: block; }
.board time { white-space: nowrap; }
.board tbody tr:hover { background: color-mix(in srgb, var(--paper) 70%, transparent); }
.board tr.here { background: #e2d9f0; }
.pager { display: flex; justify-content: space-between; gap: 1rem; font-size: 0.9375rem; padding-top: 0.5rem; border-top: 1px solid var(--rule); }
`;
