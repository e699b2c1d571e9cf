/** The reference of the api: long lists that open where somebody asks. */
export const referenceCss = /* css */ `
.reference { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; align-content: start; }
.reference > p { max-width: 72ch; }
.reference nav ul, .reference .codes { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 0; padding: 0; }
.reference .codes { font: 0.8125rem var(--mono); }
.operation { border: 1px solid var(--rule); background: var(--paper); padding: 0.6rem 0.9rem; }
.operation > summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; }
.operation > summary .method { min-width: 4ch; color: var(--link); font-weight: 600; }
.operation > summary .path { color: var(--ink); }
.operation[open] > * + * { margin-top: 0.75rem; }
.operation pre { margin: 0; padding: 0.75rem; overflow: auto; background: var(--ground); font: 0.8125rem/1.45 var(--mono); }
.reference .scroll { overflow-x: auto; }
.reference table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
.reference th, .reference td { text-align: start; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--rule); }
`;
