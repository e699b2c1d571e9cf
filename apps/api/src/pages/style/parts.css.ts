/** Small parts that more than one page uses. Status is a word and a shape; colour only supports them. */
export const partsCss = /* css */ `
.glyph { width: 0.95em; height: 0.95em; flex: none; fill: currentColor; vertical-align: -0.1em; }
.line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.dashed { stroke-dasharray: 2.6 2.6; }
.outcome { display: inline-flex; align-items: baseline; gap: 0.45em; font-weight: 600; }
.outcome .glyph { align-self: center; }
.acted { color: var(--acted); } .struck { color: var(--struck); } .idle { color: var(--idle); }
.aside { color: var(--aside); } .open { color: var(--open); }
.state { font-weight: 600; }
.chip {
  display: inline-flex; align-items: center; gap: 0.3em; font-size: 0.8125rem; color: var(--ink); white-space: nowrap;
  border: 1px solid #98978e; border-radius: 0.25rem; padding: 0 0.4em; background: var(--paper);
}
/* Where the whole ledger is an exercise, the banner says so for every case. */
.exercise .chip.of-Exercise { display: none; }
.chip.contested { border-style: dashed; border-width: 1.5px; }
.chip.found { border-width: 2px; border-color: var(--ink); }
.direction { white-space: nowrap; font-family: var(--sans); font-weight: 400; }
.nil { color: var(--soft); }
.deadline { display: grid; gap: 0.05rem; }
.deadline time { white-space: nowrap; }
.local { white-space: nowrap; }
.local b { display: inline-block; min-width: 1.9em; color: var(--ink); }
.as-of {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; font-size: 0.9375rem;
  padding: 0.7rem 1rem; background: var(--paper); border: 1px solid var(--rule); border-radius: 0.4rem;
}
.as-of label { font-weight: 600; }
.as-of input {
  font: 0.875rem var(--mono); color: var(--ink); background: #fff; border: 1px solid #8b8f8c; border-radius: 0.3rem;
  padding: 0.4rem 0.6rem; width: 17rem; max-width: 100%;
}
.as-of input::placeholder { color: #666d6b; }
.steps { display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; }
.as-of small { flex-basis: 100%; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; font-weight: 400; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--soft); padding: 0 0.9rem 0.4rem 0; vertical-align: bottom; }
.number { text-align: right; }
.facts { margin: 0; display: grid; gap: 0.3rem; font-size: 0.9375rem; }
.facts > div { display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr); gap: 0 1rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.content .facts { grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); column-gap: 2rem; }
.content .facts > .long { grid-column: 1 / -1; }
.sign-in { display: grid; gap: 1.5rem; }
.groups { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1.5rem; }
fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 0.6rem; align-content: start; min-width: 0; }
legend { font: 600 1.1rem var(--serif); padding: 0 0 0.6rem; }
.persona { display: grid; text-align: left; padding: 0.7rem 0.9rem; gap: 0.05rem; border-color: var(--rule); font-weight: 400; }
.persona .role { display: block; font-weight: 600; font-size: 1rem; }
.persona .role::first-letter { text-transform: uppercase; }
.persona .who { color: var(--soft); }
.note { border-left: 3px solid #b99b37; padding-left: 1rem; max-width: 68ch; color: var(--soft); }
.news { margin: 0; padding: 0.5rem 1rem; background: var(--paper); border-bottom: 1px solid var(--rule); text-align: center; }
.note strong { color: var(--ink); }
.problem { display: grid; gap: 1rem; padding: 2rem 0; justify-items: start; }
.problem .code { font: 600 1rem var(--mono); color: var(--soft); }
`;
