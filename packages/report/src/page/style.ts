import { themeVariables } from '../palette';

/**
 * The style sheet of a report: one column on a phone, more where there is room; light or dark as
 * the reader has it.
 */
export const style = `
:root { color-scheme: light dark; ${themeVariables('light')} }
@media (prefers-color-scheme: dark) { :root { ${themeVariables('dark')} } }
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--surface); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; overflow-wrap: anywhere; }
article + article { margin-top: 4rem; border-top: 0.25rem solid var(--rule); }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
p { max-width: 70ch; }
a { color: inherit; text-underline-offset: 0.15em; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
code, pre { font: 0.85rem/1.45 ui-monospace, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
pre { overflow: auto; max-height: 28rem; padding: 0.75rem; border: 1px solid var(--rule); border-radius: 0.375rem; }
.note { padding: 0.5rem 0.75rem; border-left: 0.25rem solid var(--series-1); background: color-mix(in srgb, var(--series-1) 8%, var(--surface)); }
.note pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.75rem; }
.note ul { margin: 0.25rem 0; padding-left: 1.25rem; }
.muted, figcaption, output { color: var(--muted); }
.scroll, .rows { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
.caption { font-size: 0.85rem; color: var(--muted); margin: 0.5rem 0 0.25rem; }
th, td { padding: 0.3rem 0.9rem 0.3rem 0; text-align: left; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
thead th { vertical-align: bottom; overflow-wrap: normal; }
tbody th { vertical-align: top; min-width: 9rem; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
.caption { max-width: none; }
@media (max-width: 45rem) {
  .rows table, .rows tbody, .rows tr, .rows th, .rows td { display: block; }
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows tr { padding: 0.4rem 0; border-bottom: 1px solid var(--rule); }
  .scroll tbody th { min-width: 0; }
  .rows tbody th, .rows td { padding: 0.1rem 0; border: 0; min-width: 0; }
  .rows td { display: flex; justify-content: space-between; gap: 1rem; text-align: right; }
  .rows td::before { content: attr(data-heading); color: var(--muted); white-space: nowrap; }
}
.swatch { display: inline-block; width: 0.8em; height: 0.8em; border-radius: 0.2em; margin-right: 0.4em; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1.5rem; }
figure { margin: 0; min-width: 0; }
figure > svg, .lane > svg { display: block; width: 100%; max-width: 32rem; height: auto; }
figcaption { font-size: 0.85rem; max-width: 32rem; }
figure h3 { margin-top: 0; }
details { font-size: 0.9rem; }
summary { cursor: pointer; padding: 0.35rem 0; }
:focus-visible { outline: 2px solid var(--series-0); outline-offset: 2px; }
.lane p { display: flex; justify-content: space-between; margin: 0.25rem 0; max-width: 32rem; font-size: 0.9rem; }
.lane > svg { border: 1px solid var(--rule); border-radius: 0.375rem; }
.controls { display: flex; align-items: center; gap: 0.75rem; max-width: 32rem; padding: 0.5rem 0; font-size: 0.9rem; }
.controls[hidden] { display: none; }
.controls button { min-width: 5rem; padding: 0.4rem 0.75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--muted); border-radius: 0.375rem; cursor: pointer; }
.controls input { flex: 1; min-width: 0; accent-color: var(--muted); }
.controls output { min-width: 4rem; text-align: right; font-variant-numeric: tabular-nums; }
@media print { .controls { display: none; } }
`;
