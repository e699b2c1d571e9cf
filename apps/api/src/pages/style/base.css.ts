/** Colours, type and the frame. Every text colour has a contrast of at least 4.5 on every ground it stands on. */
export const baseCss = /* css */ `
:root {
  --ground: #f7f6f2; --paper: #fffefb; --ink: #1c2326; --soft: #55605f; --rule: #d9d6cc; --link: #1f4e6b;
  --acted: #1f6159; --struck: #8f2f24; --idle: #6b5520; --aside: #5a5f66; --open: #3d5573;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "DejaVu Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
html { color-scheme: light; -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 var(--sans);
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
body.future, body.past { --ground: #eee9f4; --paper: #faf8fd; --rule: #d2cae0; --soft: #544f62; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2.2vw, 2.7rem); letter-spacing: -0.015em; max-width: 24ch; }
h2 { font-size: 1.4rem; letter-spacing: -0.005em; }
h3 { font-size: 1rem; }
p { margin: 0; }
small { font-size: 0.8125rem; color: var(--soft); }
code { font: 0.8125em var(--mono); color: var(--soft); }
a { color: var(--link); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main { max-width: 74rem; margin: 0 auto; padding: 2.25rem 1.5rem 3rem; display: grid; gap: 2.75rem; }
main > * { min-width: 0; }
.sheet { position: absolute; width: 0; height: 0; overflow: hidden; }
.unseen, .skip:not(:focus) {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.skip:focus { position: absolute; top: 0; left: 0; background: var(--paper); padding: 0.75rem 1rem; z-index: 2; }
.banner {
  padding: 0.45rem 1.5rem; font-size: 0.875rem; text-align: center; color: #2b2205; border-bottom: 1px solid #b99b37;
  background: repeating-linear-gradient(-45deg, #fbeebd 0 14px, #f5e3a0 14px 28px);
}
.banner strong { text-transform: uppercase; letter-spacing: 0.09em; margin-right: 0.5em; }
.masthead {
  max-width: 74rem; margin: 0 auto; padding: 1.1rem 1.5rem 0.9rem; display: flex; flex-wrap: wrap;
  align-items: center; gap: 0.35rem 1.25rem; border-bottom: 1px solid var(--rule);
}
.brand {
  display: inline-flex; align-items: center; gap: 0.6rem; color: var(--ink); text-decoration: none;
  font: 600 1.35rem var(--serif);
}
.mark { width: 1.9rem; height: 1.9rem; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; }
.mark circle { fill: currentColor; stroke: none; }
.mechanism { color: var(--soft); font-size: 0.9375rem; }
.reader { margin-left: auto; display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.9rem; font-size: 0.875rem; }
.moment-notice {
  position: sticky; top: 0; z-index: 1; padding: 0.6rem 1.5rem; text-align: center; font-size: 0.9375rem;
  background: #46346b; color: #fff;
}
.moment-notice code { color: #fff; }
button, .button {
  font: 600 0.875rem var(--sans); color: var(--ink); background: var(--paper); border: 1px solid #8b8f8c;
  border-radius: 0.3rem; padding: 0.4rem 0.8rem; cursor: pointer; text-decoration: none; display: inline-block;
}
button:hover, .button:hover { border-color: var(--ink); background: #fff; }
.colophon {
  max-width: 74rem; margin: 0 auto; padding: 1.25rem 1.5rem 3rem; border-top: 1px solid var(--rule);
  color: var(--soft); font-size: 0.875rem; display: grid; gap: 0.4rem;
}
.reading { color: var(--soft); max-width: 68ch; }
.lead { font-size: 1.125rem; max-width: 58ch; }
.scroll { overflow-x: auto; }
`;
