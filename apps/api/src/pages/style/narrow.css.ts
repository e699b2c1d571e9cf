/** Narrow screens and paper: tables become lists, nothing scrolls sideways, nothing is lost in print. */
export const narrowCss = /* css */ `
@media (max-width: 56rem) {
  main { padding: 1.5rem 1rem 2rem; gap: 2.25rem; }
  .masthead, .colophon { padding-left: 1rem; padding-right: 1rem; }
  .reader { margin-left: 0; flex-basis: 100%; justify-content: space-between; }
  .summary { grid-template-columns: minmax(0, 1fr); gap: 2rem; }
  .figures .number { width: 4.4rem; padding-right: 0; padding-left: 0.4rem; }
  .figures th small { display: none; }
  .board thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .board, .board tbody, .board tr, .board td, .board tbody th { display: block; }
  .board tr { border-top: 1px solid var(--rule); padding: 0.9rem 0; display: grid; gap: 0.5rem; }
  .board td, .board tbody th { border: 0; padding: 0; }
  .board tbody th { display: flex; justify-content: space-between; gap: 1rem; font-size: 1.0625rem; }
  .board td { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 0.75rem; justify-items: start; }
  .board td::before { content: attr(data-label); color: var(--soft); font-size: 0.8125rem; padding-top: 0.1rem; grid-row: 1 / span 9; }
  .timeline li { grid-template-columns: minmax(0, 1fr); }
  .when { text-align: left; justify-items: start; display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; }
  .facts > div { grid-template-columns: 8rem minmax(0, 1fr); }
  .content .facts { grid-template-columns: minmax(0, 1fr); }
  .as-of input { width: auto; flex: 1 1 7rem; min-width: 0; }
  .as-of label { flex-basis: 100%; }
}
@media print {
  body, body.future, body.past { --ground: #fff; --paper: #fff; font-size: 9.5pt; }
  .as-of, .reader button, .pager, .skip { display: none; }
  .moment-notice { position: static; background: none; color: #000; border: 1px solid #000; }
  .moment-notice code { color: #000; }
  .banner { background: none; color: #000; border: 1px solid #000; }
  a { color: inherit; text-decoration: none; }
  .card, tr, .timeline li, .panel { break-inside: avoid; }
  .segment, .gauge rect, .glyph { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 1rem 0; gap: 1.5rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
